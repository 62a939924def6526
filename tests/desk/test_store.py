"""The store of a graded class: what is kept, what goes on, and what is said of one that cannot be read."""

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from autograder.checks.course import Course, Exercise
from autograder.checks.results import ExerciseResult, Grading, Machine, Outcome, StudentResult, Verdict
from autograder.desk.database import FORMAT, JOURNAL_FILE, STORE_FILE
from autograder.desk.store import Kept, Store
from autograder.desk.store_writer import StoreWriter
from autograder.errors import UsageError
from autograder.intake.submission import Submission, SubmittedFile
from autograder.reports.class_table import SHOWN_STUDENTS, ClassView
from autograder.reports.exports import in_step, write_all
from tests.conftest import ROOT

COLUMN = {"program": "source"}
COMMAND = Path(sys.executable).with_name("autograder")
MACHINE = Machine("kit", "3", "kernel", "A", "sandbox")
(EXERCISE,) = Course.load(ROOT).pick(["02"])


def submission(student: str, source: bytes | None = b"x = 1\n") -> Submission:
    """What a student handed in; nothing for ``None``."""
    files = {} if source is None else {EXERCISE.name: SubmittedFile(source, "deep/down/process_subclass.py")}
    return Submission(student, f"{student}.zip", files=files, notes=["a note"], handed_in=86400.0)


def made_up(handed: SubmittedFile, outcome: Outcome = Outcome.PASSED, words: str = "") -> ExerciseResult:
    """A result of one check."""
    verdict = Verdict("test_x", "It works.", "fork", 1.0, outcome, "to work", words or "it broke")
    result = ExerciseResult(EXERCISE.name, "title", EXERCISE.file, verdicts=[verdict], handed_in=not handed.missing)
    result.conclude()
    return result


def fill(folder: Path, seed: str = "seed") -> Path:
    """A store with a student for each outcome."""
    given = [(submission("ada"), Outcome.PASSED), (submission("bo", b"y = 2\n"), Outcome.FAILED)]
    given += [(submission("cy", b"z = 3\n"), Outcome.INCONCLUSIVE), (submission("di", None), Outcome.FAILED)]
    folder.mkdir(exist_ok=True)
    with StoreWriter.open(folder) as store:
        store.begin(Grading(seed, MACHINE), [EXERCISE])
        store.admit([one for one, _ in given], [EXERCISE])
        for one, outcome in given:
            handed = one.handed(EXERCISE)
            store.write(one.student, handed, made_up(handed, outcome), b"evidence of " + one.student.encode())
        store.finish(True, [])
    return folder


def kept_of(folder: Path, student: str) -> Kept:
    """What is kept of one student."""
    with Store.open(folder) as store:
        found = store.result(student, EXERCISE.name)
    assert found is not None
    return found


def test_everything_of_a_result_is_kept(tmp_path: Path) -> None:
    """Program, its path, times, evidence, and the result as it was."""
    found = kept_of(fill(tmp_path), "ada")
    assert (found.handed.source, found.handed.origin) == (b"x = 1\n", "deep/down/process_subclass.py")
    assert found.attempt == b"evidence of ada"
    assert found.result == made_up(found.handed)
    assert found.graded.startswith("20")
    with Store.open(tmp_path) as store:
        assert store.student("ada").handed_in == "1970-01-02T00:00:00+00:00"
        told, more = store.notes(2)
        assert (told, more) == ({"ada": ["a note"], "bo": ["a note"]}, 2)
        assert (store.grading.seed, store.grading.machine, store.grading.complete) == ("seed", MACHINE, True)


def test_the_three_states_differ_in_every_export(tmp_path: Path) -> None:
    """A failed check has earned nothing of its point; who handed in nothing has not failed; what is open is open."""
    with Store.open(fill(tmp_path)) as store:
        write_all(store.grading, store.students(), tmp_path)
    graded = json.loads((tmp_path / "results.json").read_text())
    jsonschema.validate(graded, json.loads((tmp_path / "results.schema.json").read_text()))
    checks = [student["exercises"][0]["verdicts"][0] for student in graded["students"]]
    assert graded["format"] == 2
    assert [(one["earned"], one["of"], one["state"]) for one in checks] == [
        (1.0, 1.0, "passed"),
        (0.0, 1.0, "failed"),
        (None, 1.0, "undecided"),
        (0.0, 1.0, "not handed in"),
    ]
    rows = list(csv.DictReader((tmp_path / "results.csv").read_text().splitlines()))
    paths = ["deep/down/process_subclass.py"] * 3
    assert [row["path"] for row in rows] == [*paths, ""]  # which file was graded
    assert [student["paths"].get(EXERCISE.name) for student in graded["students"]] == [*paths, None]
    states = ["passed", "failed", "undecided", "not handed in"]
    assert [row["state"] for row in rows] == states
    assert [student["exercises"][0]["state"] for student in graded["students"]] == states
    cases = ElementTree.parse(tmp_path / "junit.xml").getroot().findall(".//testcase")
    assert [[child.tag for child in case] for case in cases] == [[], ["failure"], ["error"], ["skipped"]]


def test_the_schema_is_of_one_format(tmp_path: Path) -> None:
    """A file of a later format is not taken for one of this."""
    with Store.open(fill(tmp_path)) as store:
        write_all(store.grading, store.students(), tmp_path)
    graded = json.loads((tmp_path / "results.json").read_text())
    with pytest.raises(jsonschema.ValidationError, match="2 was expected"):
        jsonschema.validate(graded | {"format": 99}, json.loads((tmp_path / "results.schema.json").read_text()))


def test_a_student_is_written_before_the_next_is_read(tmp_path: Path) -> None:
    """So that a class of any size takes the memory of one: of each earlier student there is nothing left to come."""
    with Store.open(fill(tmp_path)) as store:
        grading, students = store.grading, list(store.students())
    written: list[str] = []

    def one_by_one() -> Iterator[StudentResult]:
        for number, student in enumerate(students):
            assert [text.count('"student":') for text in written] == [1] * number
            yield student

    for json_text, table, suites in in_step(grading, one_by_one()):
        if '"student":' in json_text:
            written.append(json_text)
            assert len(list(csv.reader(table.splitlines()))) == suites.count("<testsuite ") == 1
    assert len(written) == len(students)


def test_a_program_that_has_moved_is_told_where_it_is_now(tmp_path: Path) -> None:
    """The result stands, and the record names the file that was handed in last."""
    fill(tmp_path)
    moved = Submission("ada", "ada.zip", files={EXERCISE.name: SubmittedFile(b"x = 1\n", "elsewhere.py")})
    with StoreWriter.open(tmp_path) as store:
        store.begin(Grading("seed", MACHINE), [EXERCISE])
        assert store.admit([moved], [EXERCISE]) == {("ada", EXERCISE.name)}
        assert store.student("ada").paths == {EXERCISE.name: "elsewhere.py"}


def test_who_handed_in_what_cannot_be_graded_is_in_the_table(tmp_path: Path) -> None:
    """The line says so in the place of points; the notes below the table say why."""
    with Store.open(fill(tmp_path)) as store:
        lines = ClassView([EXERCISE.name], store.students()).lines
    assert ["cannot be graded" in line[-1] for line in lines] == [False, False, False, True]


def test_what_has_not_changed_stands(tmp_path: Path) -> None:
    """Of the same program, seed, machine and course; what is undecided is shown, and graded again."""
    fill(tmp_path)
    given = [submission("ada"), submission("bo", b"changed\n"), submission("cy", b"z = 3\n"), submission("di", None)]
    with StoreWriter.open(tmp_path) as store:
        store.begin(Grading("seed", MACHINE), [EXERCISE])
        assert store.admit(given, [EXERCISE]) == {("ada", EXERCISE.name), ("di", EXERCISE.name)}
        shown = {student.student: student.exercises for student in store.students()}
        assert [name for name, results in shown.items() if results] == ["ada", "cy", "di"]
        assert not store.grading.complete


@pytest.mark.parametrize("changed", ["seed", "machine", "course"])
def test_what_depends_on_something_else_is_graded_again(tmp_path: Path, changed: str) -> None:
    """And is still there, should the seed or the machine come back."""
    fill(tmp_path)
    machine = Machine("kit", "3", "another", "A", "sandbox") if changed == "machine" else MACHINE
    exercise = Exercise(EXERCISE.folder, EXERCISE.about, weight=2.0) if changed == "course" else EXERCISE
    with StoreWriter.open(tmp_path) as store:
        store.begin(Grading("other" if changed == "seed" else "seed", machine), [exercise])
        assert store.admit([submission("ada")], [exercise]) == set()
        assert store.student("ada").exercises == []
        store.begin(Grading("seed", MACHINE), [EXERCISE])
        assert store.admit([submission("ada")], [EXERCISE]) == {("ada", EXERCISE.name)}


def test_nothing_that_is_replaced_stays(tmp_path: Path) -> None:
    """Grading again and again does not make a store larger."""
    fill(tmp_path)
    size = (tmp_path / STORE_FILE).stat().st_size
    for number in range(20):
        fill(tmp_path, seed=f"seed {number}")
    assert (tmp_path / STORE_FILE).stat().st_size < size + 20 * 1024
    connection = sqlite3.connect(tmp_path / STORE_FILE)
    try:
        assert connection.execute("SELECT count(*) FROM evidence").fetchone() == (4,)
        assert connection.execute("SELECT count(*) FROM program").fetchone() == (4,)
    finally:
        connection.close()


def test_an_empty_submission_takes_no_kilobyte(tmp_path: Path) -> None:
    """Whoever handed in nothing for twelve exercises of twelve checks under three start methods."""
    exercises = Course.load(ROOT).exercises
    sizes = []
    for number in (1, 101):
        given = [Submission(f"student{one:03}", f"student{one:03}") for one in range(number)]
        with StoreWriter.open(tmp_path) as store:
            store.begin(Grading("seed", MACHINE), exercises)
            store.admit(given, exercises)
            for one in given:
                for exercise in exercises:
                    handed = one.handed(exercise)
                    verdicts = [
                        Verdict(f"test_{check}", f"Sentence {check}.", method, 1.0, Outcome.FAILED, "", handed.obstacle)
                        for check in range(12)
                        for method in exercise.about.start_methods
                    ]
                    result = ExerciseResult(exercise.name, "title", "f.py", verdicts=verdicts, handed_in=False)
                    result.conclude()
                    store.write(one.student, handed, result, None)
        sizes.append((tmp_path / STORE_FILE).stat().st_size)
    assert (sizes[1] - sizes[0]) / 100 < 1024


def damaged(folder: Path) -> None:
    """Some pages in the middle are lost."""
    file = folder / STORE_FILE
    data = bytearray(file.read_bytes())
    data[2048 : len(data) // 2] = b"\xff" * (len(data) // 2 - 2048)
    file.write_bytes(data)


def truncated(folder: Path) -> None:
    """The last half is lost."""
    file = folder / STORE_FILE
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2 // 1024 * 1024])


def of_another_version(folder: Path) -> None:
    """A later kit wrote it."""
    connection = sqlite3.connect(folder / STORE_FILE)
    connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.close()


def of_another_program(folder: Path) -> None:
    """It is SQLite's, and nothing of ours is in it."""
    (folder / STORE_FILE).unlink()
    connection = sqlite3.connect(folder / STORE_FILE)
    connection.execute("CREATE TABLE stamps (id)")
    connection.close()


def no_database(folder: Path) -> None:
    """It is some text."""
    (folder / STORE_FILE).write_text("not a database, but long enough to be taken for one\n" * 100)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (damaged, "It is damaged. Put a copy in its place"),
        (truncated, "It is damaged. Put a copy in its place"),
        (of_another_version, f"has format {FORMAT + 1}, and this version of the kit reads format {FORMAT}."),
        (of_another_program, "is another program's file."),
        (no_database, "damaged, or another program's. Put a copy in its place"),
    ],
)
def test_a_store_that_cannot_be_read_is_told(tmp_path: Path, spoil: Callable[[Path], None], words: str) -> None:
    """In one sentence, to who reads and who writes, and not a byte of it is changed."""
    spoil(fill(tmp_path))
    before = (tmp_path / STORE_FILE).read_bytes()
    for kind in (Store, StoreWriter):
        with pytest.raises(UsageError) as told, kind.open(tmp_path) as store:
            list(store.students())
        assert words in str(told.value)
        assert "\n" not in str(told.value)
    assert (tmp_path / STORE_FILE).read_bytes() == before


def spoil(folder: Path, table: str, student: str) -> None:
    """What is kept of a student in one table does not decode any more."""
    connection = sqlite3.connect(folder / STORE_FILE)
    of = f"SELECT {table} FROM result JOIN student ON student = student.id WHERE student.name = ?"
    connection.execute(f"UPDATE {table} SET {COLUMN.get(table, 'data')} = x'00' WHERE id = ({of})", [student])
    connection.commit()
    connection.close()


def test_a_result_that_does_not_decode_costs_that_one_alone(tmp_path: Path) -> None:
    """It stands as undecided, with its points and the reason, in everything that is written; no sum becomes another."""
    fill(tmp_path)
    with Store.open(tmp_path) as store:
        before = [(one.student, one.total) for one in store.students()]
    for student in ("bo", "di"):
        spoil(tmp_path, "record", student)
    with Store.open(tmp_path) as store:
        assert [(one.student, one.total) for one in store.students()] == before
        write_all(store.grading, store.students(), tmp_path)
        assert store.student("bo").exercises[0].sentence.startswith("What is kept of this result is damaged (")
    rows = list(csv.DictReader((tmp_path / "results.csv").read_text().splitlines()))
    assert [row["state"] for row in rows] == ["passed", "undecided", "undecided", "not handed in"]
    assert kept_of(tmp_path, "bo").handed.source == b"y = 2\n"
    assert kept_of(tmp_path, "bo").attempt == b"evidence of bo"


def test_a_result_that_lends_its_words_is_mended_by_writing_it_again(tmp_path: Path) -> None:
    """Its words are in everybody's records, so all of them can be read again; until then others can be added."""
    fill(tmp_path)
    spoil(tmp_path, "record", "ada")
    with StoreWriter.open(tmp_path) as store:
        assert all(store.result(name, EXERCISE.name).damage for name in ("ada", "bo", "cy"))  # type: ignore[union-attr]
        handed = submission("di").handed(EXERCISE)
        store.write("di", handed, made_up(handed, words="another"), None)
        store.write("ada", handed, made_up(handed), None)
    assert [kept_of(tmp_path, name).damage for name in ("ada", "bo", "cy", "di")] == [""] * 4


def test_a_program_that_does_not_decode_is_told(tmp_path: Path) -> None:
    """With whose it is; the others can be read."""
    fill(tmp_path)
    spoil(tmp_path, "program", "bo")
    with Store.open(tmp_path) as store:
        assert store.student("di").exercises
        with pytest.raises(UsageError, match=f"the program of bo in {EXERCISE.name} cannot be read: it is damaged"):
            store.student("bo")


def test_a_store_that_is_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program is in the middle of writing; who reads is not in its way."""
    monkeypatch.setattr("autograder.desk.database.LOCK_SECONDS", 0.0)
    fill(tmp_path)
    other = sqlite3.connect(tmp_path / STORE_FILE, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        assert kept_of(tmp_path, "ada").attempt == b"evidence of ada"
        with pytest.raises(UsageError, match="Another program is writing to it"), StoreWriter.open(tmp_path) as store:
            store.begin(Grading("seed", MACHINE), [EXERCISE])
    finally:
        other.close()


def test_a_writer_that_is_killed_leaves_whole_results(tmp_path: Path) -> None:
    """In the middle of a transaction: that one is gone, all before are there."""
    fill(tmp_path)
    script = f"""
import os, signal
from pathlib import Path
from tests.desk.test_store import EXERCISE, Outcome, StoreWriter, made_up, submission
with StoreWriter.open(Path({str(tmp_path)!r})) as store, store.transaction():
    handed = submission("ada").handed(EXERCISE)
    store.write("ada", handed, made_up(handed, Outcome.FAILED), b"half" * 100_000)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, timeout=900)
    assert done.returncode == -9
    assert kept_of(tmp_path, "ada").attempt == b"evidence of ada"


def test_a_folder_that_cannot_be_written_to_can_be_read(tmp_path: Path) -> None:
    """A copy on another machine, for example, with nothing beside it."""
    fill(tmp_path / "results")
    copy = tmp_path / "copy"
    copy.mkdir()
    shutil.copy(tmp_path / "results" / STORE_FILE, copy)
    copy.chmod(0o555)
    try:
        assert kept_of(copy, "ada").attempt == b"evidence of ada"
    finally:
        copy.chmod(0o755)


def test_the_journal_of_an_earlier_version_is_refused(tmp_path: Path) -> None:
    """In one sentence, and it stays."""
    (tmp_path / JOURNAL_FILE).write_text("{}\n")
    for kind in (Store, StoreWriter):
        with pytest.raises(UsageError, match=r"results of version 0\.1 \(graded\.jsonl\), which hold no evidence"):
            kind.open(tmp_path)
    assert (tmp_path / JOURNAL_FILE).exists()
    assert not (tmp_path / STORE_FILE).exists()


def test_a_folder_without_a_class_is_told(tmp_path: Path) -> None:
    """And what to type."""
    with pytest.raises(UsageError, match=r"holds no graded class: there is no results\.sqlite\. Make it with"):
        Store.open(tmp_path)


def test_a_large_class_is_shown_as_a_summary(tmp_path: Path) -> None:
    """Up to a number a line for each student, and never more lines than that."""
    with Store.open(fill(tmp_path)) as store:
        students = list(store.students())
    small = ClassView([EXERCISE.name], students * 2)
    assert small.table(80).row_count == 8
    large = ClassView([EXERCISE.name], students * (SHOWN_STUDENTS // 4 + 1))
    assert large.is_large
    assert large.table(80).row_count == 1
    assert large.states[EXERCISE.name].total() == SHOWN_STUDENTS + 4
