"""The store of a graded class, as it is read: one student at a time, never all in memory.

``results.sqlite`` (:mod:`autograder.desk.database`) holds what a class was graded with, the students, each program
once, and for each student and exercise the result with its evidence. Exports, tables, replay and regrading are made
from it. Only results that *stand* are shown: those of the programs that were handed in, by the course as it is.
"""

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

import msgspec

from autograder.checks.deadlines import Rules, count
from autograder.checks.result_record import decode_notes, decode_result
from autograder.checks.results import ExerciseResult, Grading, Machine, Outcome, State, StudentResult, worst
from autograder.desk.course_digest import Digests
from autograder.desk.damage import readable_notes, stand_in, unreadable
from autograder.desk.database import STORE_FILE, open_to_read, told_in_one_sentence
from autograder.desk.records import DICTIONARY_BYTES, UNREADABLE, decompress
from autograder.desk.roster import Extensions, Roster
from autograder.errors import UsageError
from autograder.intake.submission import SubmittedFile

STUDENTS_AT_ONCE = 100  # names that are held while results are read
NAMES_TOLD = 20
Wanted = TypeVar("Wanted")
OF_RESULT = """
SELECT student.name AS student, exercise.name AS exercise, result.*, program.digest AS digest,
    program.missing AS missing, program.obstacle AS obstacle, program.source AS source, course.digests AS digests,
    evidence.data AS evidence_data, runner.name AS runner, machine.text AS machine_text
FROM result JOIN student ON student.id = result.student JOIN exercise ON exercise.id = result.exercise
    JOIN program ON program.id = result.program JOIN course ON course.id = result.course
    LEFT JOIN evidence ON evidence.id = result.evidence
    LEFT JOIN student AS runner ON runner.id = result.run_of LEFT JOIN machine ON machine.id = result.machine
WHERE result.stands AND student.position IS NOT NULL AND exercise.position IS NOT NULL
"""


@dataclass(frozen=True)
class Kept:
    """One result with all that it rests on; ``student`` is empty for a reference."""

    student: str
    exercise: str
    result: ExerciseResult
    handed: SubmittedFile
    attempt: bytes | None  # the packed record of the runs; None where nothing was run
    digests: Digests
    graded: str = ""  # when (ISO 8601, UTC)
    run_of: str = ""  # the student whose equal program was run in the place of this one
    machine: Machine | None = None  # where it was run, if that is not where the whole grading was
    damage: str = ""  # why the result cannot be read, in whose place another one stands
    rows: tuple[int | None, ...] = ()  # of course, program, evidence and record in the store; the same of equal results


def moment(seconds: float | None) -> str:
    """A moment as text (ISO 8601, UTC, whole seconds); empty for one that is not known."""
    return "" if seconds is None else datetime.fromtimestamp(int(seconds), UTC).isoformat()


class Store:
    """A graded class on disk. Use it as a context manager; every trouble with the file is a :class:`UsageError`."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        """Read with a connection that is open; :meth:`open` makes one."""
        self.folder, self.file, self.connection = folder, folder / STORE_FILE, connection
        connection.row_factory = sqlite3.Row
        self.bases: dict[int, bytes] = {}
        self.settings: dict[str, Any] = {}  # with what follows from them; as far as they were asked for

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The store of a folder, to be read; raises :class:`UsageError` with what to do."""
        return cls(folder, open_to_read(folder))

    def __enter__(self) -> Self:
        """It is open already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        with told_in_one_sentence(self.file):
            self.connection.close()

    def ask(self, question: str, *values: object) -> list[sqlite3.Row]:
        """All rows of an answer."""
        with told_in_one_sentence(self.file):
            return self.connection.execute(question, values).fetchall()

    @property
    def grading(self) -> Grading:
        """What the class was graded with; raises :class:`UsageError` where nothing was graded yet."""
        rows = self.ask("SELECT * FROM grading WHERE current")
        if not rows:
            raise UsageError(f"{self.folder} holds no graded class yet. Run autograder grade, and then this again.")
        row = rows[0]
        machine = msgspec.json.decode(row["machine"], type=Machine)
        return Grading(row["seed"], machine, bool(row["complete"]), readable_notes(row["notes"]))

    @property
    def seed(self) -> str | None:
        """The seed of the grading at work, if there is one."""
        rows = self.ask("SELECT seed FROM grading WHERE current")
        return str(rows[0]["seed"]) if rows else None

    @property
    def exercises(self) -> list[str]:
        """The names of the exercises that are graded, in their order."""
        return [row["name"] for row in self.ask("SELECT name FROM exercise WHERE position NOT NULL ORDER BY position")]

    @property
    def names(self) -> list[str]:
        """The students' names, in their order."""
        return [row["name"] for row in self.ask("SELECT name FROM student WHERE position NOT NULL ORDER BY position")]

    def notes(self, most: int) -> tuple[dict[str, list[str]], int]:
        """What the instructor is to be told of students, of the first so many of them; and how many more there are."""
        told = "FROM student WHERE position NOT NULL AND notes NOT NULL"
        rows = self.ask(f"SELECT name, notes {told} ORDER BY position LIMIT ?", most)
        number = int(self.ask(f"SELECT count(*) {told}")[0][0])
        return {row["name"]: readable_notes(row["notes"]) for row in rows}, number - len(rows)

    @property
    def rules(self) -> Rules:
        """The assignment's rules for dates and extra exercises, as they were when the class was graded or regraded."""
        return self.setting("rules", Rules) or Rules()

    @property
    def roster(self) -> Roster | None:
        """Who is in the class, if a roster was given."""
        return self.setting("roster", Roster)

    @property
    def extensions(self) -> Extensions:
        """Who has more time than others."""
        if "extensions" not in self.settings:
            self.settings["extensions"] = Extensions(self.rules, self.roster)
        found: Extensions = self.settings["extensions"]
        return found

    def setting(self, name: str, kind: type[Wanted]) -> Wanted | None:
        """What is known of the class by one name; a store of an earlier day holds none."""
        if name not in self.settings:
            there = self.ask("SELECT 1 FROM sqlite_master WHERE name = 'setting'")
            rows = self.ask("SELECT value FROM setting WHERE name = ?", name) if there else []
            try:
                self.settings[name] = msgspec.json.decode(rows[0]["value"], type=kind) if rows else None
            except msgspec.MsgspecError as error:
                raise UsageError(f"{self.file}: the {name} in it cannot be read ({error}). Grade it again.") from error
        found: Wanted | None = self.settings[name]
        return found

    @property
    def outcome(self) -> Outcome:
        """The most serious outcome of all."""
        return worst(Outcome(row["outcome"]) for row in self.ask(f"SELECT DISTINCT outcome FROM ({OF_RESULT})"))

    def students(self) -> Iterator[StudentResult]:
        """Every student with their results, one after the other."""
        last: tuple[int, int] = (-1, -1)
        while rows := self.ask(
            "SELECT position, id, name FROM student WHERE (position, id) > (?, ?) ORDER BY position, id LIMIT ?",
            *(*last, STUDENTS_AT_ONCE),
        ):
            for row in rows:
                yield self.student(row["name"])
            last = rows[-1]["position"], rows[-1]["id"]

    def student(self, name: str) -> StudentResult:
        """One student with their results; raises :class:`UsageError` for a name that is not there."""
        return self.student_and_kept(name)[0]

    def student_and_kept(self, name: str) -> tuple[StudentResult, list[Kept]]:
        """The same, with what each result rests on."""
        rows = self.ask("SELECT * FROM student WHERE name = ? AND position NOT NULL", name)
        if not rows:
            raise UsageError(f"{self.folder} has no student {name!r}. It has: {self.some_names()}.")
        row = rows[0]
        notes = readable_notes(row["notes"])
        kept = list(self.results(name))
        results, when = [one.result for one in kept], moment(row["handed_in"])
        found = StudentResult(name, row["origin"], notes, results, when)
        found.run_of = {one.exercise: one.run_of for one in kept if one.run_of}
        found.machines = {one.exercise: one.machine for one in kept if one.machine is not None}
        found.paths = {one.exercise: one.handed.origin for one in kept if one.handed.origin}
        found.counted = count(found, self.rules, self.extensions.of(name))
        return found, kept

    def some_names(self) -> str:
        """The first names, and how many more there are."""
        names = self.names
        more = f", and {len(names) - NAMES_TOLD} more" if len(names) > NAMES_TOLD else ""
        return ", ".join(names[:NAMES_TOLD]) + more

    @property
    def first_result(self) -> tuple[str, str] | None:
        """The student and the exercise of the first result that is failed, else of the first; None without any."""
        order = "ORDER BY state != ?, student.position, exercise.position LIMIT 1"
        rows = self.ask(f"{OF_RESULT} {order}", State.FAILED)
        return (rows[0]["student"], rows[0]["exercise"]) if rows else None

    def results(self, student: str) -> Iterator[Kept]:
        """What is kept of a student, exercise by exercise."""
        for row in self.ask(f"{OF_RESULT} AND student.name = ? ORDER BY exercise.position", student):
            yield self.kept(row)

    def programs(self, exercise: str) -> Iterator[tuple[str, SubmittedFile]]:
        """Every program of an exercise with its student, without what was found in it."""
        for row in self.ask(f"{OF_RESULT} AND exercise.name = ? AND NOT program.missing", exercise):
            with told_in_one_sentence(self.file):
                yield row["student"], SubmittedFile(zlib.decompress(row["source"]), row["path"])

    def result(self, student: str, exercise: str) -> Kept | None:
        """What is kept of one student in one exercise, if there is something."""
        rows = self.ask(f"{OF_RESULT} AND student.name = ? AND exercise.name = ?", student, exercise)
        return self.kept(rows[0]) if rows else None

    def count(self, exercise: str) -> int:
        """How many results there are of an exercise."""
        return len(self.ask(f"{OF_RESULT} AND exercise.name = ?", exercise))

    def handed_in(self, student: str) -> float | None:
        """When a student handed in, in seconds since 1970, where that is known."""
        rows = self.ask("SELECT handed_in FROM student WHERE name = ?", student)
        return rows[0]["handed_in"] if rows else None

    def reference(self, exercise: str) -> Kept | None:
        """What is kept of an exercise's reference, as it was run with this grading's draws on this machine."""
        rows = self.ask(
            "SELECT '' AS student, exercise.name AS exercise, reference.*, '' AS path, NULL AS graded, program.missing,"
            " program.obstacle, program.source, course.digests, evidence.data AS evidence_data"
            ", NULL AS runner, machine.text AS machine_text FROM reference"
            " JOIN exercise ON exercise.id = reference.exercise JOIN program ON program.id = reference.program"
            " JOIN course ON course.id = reference.course JOIN grading ON grading.id = reference.grading"
            " LEFT JOIN evidence ON evidence.id = reference.evidence"
            " LEFT JOIN machine ON machine.id = reference.machine WHERE exercise.name = ? AND grading.current",
            exercise,
        )
        return self.kept(rows[0]) if rows else None

    def kept(self, row: sqlite3.Row) -> Kept:
        """One row with what it points to; where the result cannot be read, what stands in its place."""
        names = row["student"], row["exercise"]
        try:
            source = zlib.decompress(row["source"])
            obstacle = next(iter(decode_notes(row["obstacle"])), "") if row["obstacle"] else ""
            handed = SubmittedFile(source, row["path"], obstacle, bool(row["missing"]))
            digests = msgspec.json.decode(row["digests"], type=Digests)
        except UNREADABLE as error:
            raise UsageError(
                f"{self.file}: the program of {names[0] or 'the reference'} in {names[1]} cannot be read: it is "
                f"damaged ({error}). Put a copy in its place, or grade anew with --fresh."
            ) from error
        damage = ""
        try:
            result = self.read_record(row["record"])
            machine = msgspec.json.decode(row["machine_text"], type=Machine) if row["machine_text"] else None
        except UNREADABLE as error:
            damage = unreadable(error)
            result, machine = stand_in(row, damage), None
        when, beside = moment(row["graded"]), row["runner"] or ""
        rows = tuple(row[name] for name in ("course", "program", "evidence", "record"))
        return Kept(*names, result, handed, row["evidence_data"], digests, when, beside, machine, damage, rows)

    def read_record(self, number: int) -> ExerciseResult:
        """A result by its number."""
        row = self.ask("SELECT basis, data FROM record WHERE id = ?", number)[0]
        basis = self.basis(row["basis"]) if row["basis"] is not None else b""
        return decode_result(zlib.compress(decompress(row["data"], basis), 0))

    def basis(self, number: int) -> bytes:
        """The words with which other records are compressed."""
        if number not in self.bases:
            data = self.ask("SELECT data FROM record WHERE id = ?", number)[0]["data"]
            self.bases[number] = decompress(data, b"")[-DICTIONARY_BYTES:]
        return self.bases[number]

    def words_for(self, exercise: str) -> tuple[int | None, bytes]:
        """The record that lends its words to the others of an exercise, and these; none where it cannot be read."""
        rows = self.ask("SELECT record FROM basis WHERE exercise = ?", exercise)
        try:
            return (rows[0]["record"], self.basis(rows[0]["record"])) if rows else (None, b"")
        except UNREADABLE:
            return None, b""
