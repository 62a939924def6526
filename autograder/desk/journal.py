"""The journal of a graded class: each result is on disk as soon as it is known, so a grader that is killed goes on.

Theory of operation. ``graded.jsonl`` begins with a line that says what its results depend on: the
seed, the machine and the kit, the course. Each later line is one result with the digest of the
program that it belongs to. A grader that is started again on the same folder keeps every result
that would come out the same, and grades the rest. A line that was cut off by a kill is ignored. A
result that the kit itself failed to reach (``error``, ``inconclusive``) is never kept.
"""

import contextlib
import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from autograder.checks.course import SIGNATURES_FILE, Exercise
from autograder.checks.results import ExerciseResult, Machine, Outcome
from autograder.escaping import for_json
from autograder.files import replace, told_if_unwritable
from autograder.intake.submission import Submission, SubmittedFile

JOURNAL = "graded.jsonl"
Key = tuple[str, str]  # student, exercise


class Header(msgspec.Struct, tag="header", tag_field="line"):
    """What every result of a journal depends on."""

    seed: str
    machine: Machine
    course: dict[str, str]


class Entry(msgspec.Struct, tag="result", tag_field="line"):
    """One result; ``program`` is the digest of what was graded."""

    student: str
    program: str
    result: ExerciseResult


LINE = msgspec.json.Decoder(Header | Entry)


def digest(parts: Iterable[bytes]) -> str:
    """One short text for several byte strings, different for all others (SHA-256, RFC 6234)."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()


def digest_exercise(exercise: Exercise) -> str:
    """All of an exercise that its results depend on, but for the students' programs."""
    paths = [exercise.checks, exercise.folder / SIGNATURES_FILE, exercise.solution / exercise.file]
    given = [part for name, data in sorted(exercise.given_files().items()) for part in (name.encode(), data)]
    files = [path.read_bytes() if path.is_file() else b"" for path in paths]
    return digest([repr(exercise).encode(), *files, *given])


def digest_program(handed: SubmittedFile) -> str:
    """All that a result depends on of what one student handed in."""
    return digest([handed.source, handed.obstacle.encode("utf-8", "backslashreplace")])


def read_lines(folder: Path) -> tuple[Header | None, list[Entry]]:
    """What a journal holds; nothing where there is none, or where it is another program's."""
    try:
        lines = (folder / JOURNAL).read_bytes().splitlines()
    except OSError:
        return None, []
    found: list[Header | Entry] = []
    for line in lines:
        with contextlib.suppress(msgspec.DecodeError):  # cut off by a kill, or by an older kit
            found.append(LINE.decode(line))
    if not found or not isinstance(found[0], Header):
        return None, []
    return found[0], [one for one in found if isinstance(one, Entry)]


def find_seed(folder: Path) -> str | None:
    """The seed of the journal in a folder of results, to go on with."""
    header, _ = read_lines(folder)
    return header.seed if header else None


class Journal:
    """The journal of one folder of results, being written."""

    def __init__(self, folder: Path, seed: str, machine: Machine, exercises: Iterable[Exercise]) -> None:
        """Go on with the journal that is there if it depends on the same things; else begin anew."""
        self.path = folder / JOURNAL
        course = {exercise.name: digest_exercise(exercise) for exercise in exercises}
        header, entries = read_lines(folder)
        if header is None or (header.seed, header.machine) != (seed, machine):
            entries = []
        old = header.course if header else {}
        same = [one for one in entries if old.get(one.result.exercise) == course.get(one.result.exercise)]
        sure = (Outcome.PASSED, Outcome.FAILED)
        self.entries = {(one.student, one.result.exercise): one for one in same if one.result.outcome in sure}
        self.programs: dict[Key, str] = {}
        lines = [msgspec.json.encode(Header(seed, machine, course)), *map(for_json, self.entries.values())]
        with told_if_unwritable(folder):
            replace(self.path, b"".join(line + b"\n" for line in lines))

    def keep(self, submissions: Iterable[Submission], exercises: Iterable[Exercise]) -> dict[Key, ExerciseResult]:
        """The results that stand: those of programs that have not changed since."""
        wanted = [(one, exercise) for one in submissions for exercise in exercises]
        self.programs = {(one.student, other.name): digest_program(one.handed(other)) for one, other in wanted}
        return {
            key: self.entries[key].result
            for key, program in self.programs.items()
            if key in self.entries and self.entries[key].program == program
        }

    def write(self, student: str, result: ExerciseResult) -> None:
        """Add a result."""
        entry = Entry(student, self.programs[student, result.exercise], result)
        with told_if_unwritable(self.path.parent), self.path.open("ab") as stream:
            stream.write(for_json(entry) + b"\n")
