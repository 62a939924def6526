"""What must hold for every input: Ada's submission is as without it, all can be written, and the cost is bounded."""

import contextlib
import functools
import json
import os
import shutil
import tempfile
import time
import tracemalloc
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from autograder.checks.course import Course
from autograder.checks.results import Grading, Machine, StudentResult
from autograder.desk.course_digest import digest_program
from autograder.escaping import visible
from autograder.gradebook.ahead import handed_file, program_of
from autograder.gradebook.collector import collect_archive
from autograder.gradebook.notebook import make_notebook
from autograder.gradebook.pages import program_text
from autograder.gradebook.received import rebuild
from autograder.intake.names import Refused, judge
from autograder.intake.submission import Submission, read_class
from autograder.reports.exports import in_step
from tests.conftest import ROOT
from tests.fuzz.downloads import DOWNLOADED, DOWNLOADS
from tests.fuzz.inputs import FILE, KINDS, Source

EXERCISES = Course.load(ROOT).pick(["02"])
SOURCE = b"class Worker: pass\n"
ALL_KINDS = {**KINDS, **DOWNLOADS}
SECONDS, BYTES = 10.0, 200 << 20  # of processor time and of memory, that one input may need at most


@dataclass(frozen=True)
class Tried:
    """What was built, and what it cost to take it in: processor time, and memory where that was asked for."""

    kind: str
    seconds: float
    memory: int


def try_input(data: bytes, traced: bool = False) -> Tried:
    """Build what the bytes say, take it in, and look at what came of it; raises where a rule is broken."""
    source = Source(data)
    kind = source.pick(list(ALL_KINDS))
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    try:
        (folder / "class" / "ada").mkdir(parents=True)
        (folder / "class" / "ada" / FILE).write_bytes(SOURCE)
        (folder / "class" / "ada.py").write_bytes(b"")  # another student of the same name
        ALL_KINDS[kind](source, folder / "class")
        before = sorted(os.listdir(folder)), sorted(os.listdir(folder / "class"))
        if traced:
            tracemalloc.start()
        began = time.process_time()
        look_at(list(read_class(folder / "class", EXERCISES)))
        collect(folder)
        take_in_for_nbgrader(folder / "handed")
        seconds, memory = time.process_time() - began, tracemalloc.get_traced_memory()[1] if traced else 0
        assert (sorted(os.listdir(folder)), sorted(os.listdir(folder / "class"))) == before
    finally:
        tracemalloc.stop()
        shutil.rmtree(folder, ignore_errors=True)
    tried = Tried(kind, 0.0 if traced else seconds, memory)
    if tried.seconds > SECONDS or tried.memory > BYTES:
        raise AssertionError(f"it took {tried.seconds:.1f} s of processor time and {tried.memory >> 20} MiB")
    return tried


def look_at(submissions: list[Submission]) -> None:
    """Everything that later steps do with what was taken in, for the whole class."""
    assert len({one.student for one in submissions}) == len(submissions)
    (ada,) = [one for one in submissions if one.origin == "ada"]
    assert ada.handed(EXERCISES[0]).source == SOURCE
    students = []
    for one in submissions:
        handed = one.handed(EXERCISES[0])
        for sentence in (one.student, one.origin, handed.obstacle, *one.notes, *one.refused):
            assert visible(sentence) == sentence, ascii(sentence)
            assert "\n" not in sentence, ascii(sentence)
            assert len(sentence) < 3000
        assert len(one.student.encode()) <= 120
        assert "/" not in one.student
        assert not handed.origin or not judge(handed.origin).why
        assert len(handed.source) <= 33 << 20
        digest_program(handed)
        program_text(handed).encode()
        assert one.handed_in is None or one.handed_in >= 0.0
        students.append(StudentResult(one.student, one.origin, one.notes))
    for pieces in in_step(Grading("seed", Machine("", "", "", "", "")), students):
        "".join(pieces).encode()


def collect(folder: Path) -> None:
    """The road of a learning platform's archive: nothing is written but plain files below one folder."""
    for path in (*(folder / "class").glob("eve.zip"), *folder.glob(DOWNLOADED)):
        with contextlib.suppress(Refused):
            collect_archive(path, folder / "extracted", lambda _: None)
        root = folder / "extracted"
        for where, folders, files in os.walk(root):
            for name in (*folders, *files):
                below = Path(where, name)
                assert not below.is_symlink()
                judge(str(below.relative_to(root))).accepted()
        shutil.rmtree(root, ignore_errors=True)


@functools.cache
def instructors_notebook() -> Any:
    """The instructor's notebook of the exercise."""
    return make_notebook(EXERCISES[0], (ROOT / "solutions" / EXERCISES[0].name / FILE).read_text())


def take_in_for_nbgrader(folder: Path) -> None:
    """The road of nbgrader's own commands: a notebook that is well-formed is built of whatever was handed in."""
    for path in folder.glob("*.ipynb"):
        made, notes = rebuild(path, instructors_notebook(), EXERCISES[0])
        nbformat.validate(made)
        json.dumps(made).encode()
        handed_file(EXERCISES[0], program_of(made))
        assert not [note for note in notes if "could not be taken in" in note], notes
        for note in notes:
            assert visible(note) == note, ascii(note)
            assert len(note) < 3000
