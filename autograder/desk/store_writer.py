"""The store of a class that is being graded: each result is on disk, whole, as soon as it is known.

Theory of operation. A grader that is started again on a folder of results keeps every result that would come out the
same: of the same program, seed, machine (with its numbers of processors, which draws avoid) and kit (to the last file),
by a course that has not changed. What the kit itself failed to
reach (``error``, ``inconclusive``) is shown, and graded again. What stands no more is not shown, and stays until its
place is taken. There is one writer, because a folder is held by one grader (:mod:`autograder.desk.lock`).
"""

import contextlib
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

import msgspec

from autograder.checks.course import Exercise
from autograder.checks.deadlines import Rules
from autograder.checks.result_record import encode_notes, encode_result
from autograder.checks.results import ExerciseResult, Grading, Machine, Outcome
from autograder.desk.course_digest import Digests, digest_program
from autograder.desk.database import open_to_write, see_file, told_in_one_sentence
from autograder.desk.records import DICTIONARY_BYTES, UNREADABLE, compress, digest_of
from autograder.desk.roster import Roster
from autograder.desk.store import Store
from autograder.escaping import for_json
from autograder.intake.submission import Submission, SubmittedFile

Key = tuple[str, str]  # student, exercise


class StoreWriter(Store):
    """A graded class on disk, to be read and written."""

    @classmethod
    def open(cls, folder: Path, new: bool = True) -> Self:
        """The store of a folder, made where there is none if it may be ``new``; raises :class:`UsageError`."""
        if not new:
            see_file(folder)
        return cls(folder, open_to_write(folder))

    def __exit__(self, *exception: object) -> None:
        """Take away what nothing points to any more, and close the file."""
        with contextlib.suppress(Exception), self.transaction():  # on a full disk it stays
            self.sweep()
        super().__exit__(*exception)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is written within it is on disk afterwards, or nothing; one within another is part of that."""
        if self.connection.in_transaction:
            yield
            return
        self.ask("BEGIN IMMEDIATE")
        try:
            yield
            self.ask("COMMIT")
        except BaseException:
            self.settings.clear()  # what was put in is undone, too
            with contextlib.suppress(Exception):
                self.connection.rollback()
            raise

    def insert(self, statement: str, *values: object) -> int:
        """Add a row; gives its number."""
        with told_in_one_sentence(self.file):
            return int(self.connection.execute(statement, values).lastrowid or 0)

    def number(self, table: str, column: str, value: object) -> int | None:
        """The number of a row, if it is there."""
        rows = self.ask(f"SELECT id FROM {table} WHERE {column} = ?", value)
        return int(rows[0]["id"]) if rows else None

    def put_setting(self, name: str, value: Rules | Roster | None) -> None:
        """Keep something that is known of the class besides; None takes it away."""
        self.settings.clear()
        with self.transaction():
            self.ask("DELETE FROM setting WHERE name = ?", name)
            if value is not None:
                self.ask("INSERT INTO setting (name, value) VALUES (?, ?)", name, msgspec.json.encode(value))

    def begin(self, grading: Grading, exercises: Iterable[Exercise]) -> None:
        """Grade with this seed and machine, these exercises as they are now."""
        machine = for_json(grading.machine).decode()
        with self.transaction():
            self.ask("UPDATE grading SET current = 0")
            self.ask(
                "INSERT INTO grading (seed, machine, current, complete, notes, began) VALUES (?, ?, 1, 0, NULL, ?)"
                " ON CONFLICT DO UPDATE SET current = 1, complete = 0",
                grading.seed,
                machine,
                time.time(),
            )
            exercises = tuple(exercises)
            self.set_courses(exercises, {exercise.name: Digests.of(exercise) for exercise in exercises})
            self.ask(
                "UPDATE result SET stands = 0 WHERE stands AND (grading != (SELECT id FROM grading WHERE current)"
                " OR course != (SELECT course FROM exercise WHERE exercise.id = result.exercise))"
            )

    def set_courses(self, exercises: Iterable[Exercise], digests: Mapping[str, Digests]) -> None:
        """Note which exercises are graded, and the state of each."""
        with self.transaction():
            self.ask("UPDATE exercise SET position = NULL")
            for position, exercise in enumerate(exercises):
                self.set_course(exercise, digests[exercise.name], position)

    def set_course(self, exercise: Exercise, digests: Digests, position: int) -> None:
        """Note the state of an exercise, and its place in the order."""
        text = msgspec.json.encode(digests).decode()
        self.ask("INSERT OR IGNORE INTO course (exercise, digests) VALUES (?, ?)", exercise.name, text)
        self.ask(
            "INSERT INTO exercise (name, position, course)"
            " SELECT exercise, ?, id FROM course WHERE exercise = ? AND digests = ?"
            " ON CONFLICT (name) DO UPDATE SET position = excluded.position, course = excluded.course",
            position,
            exercise.name,
            text,
        )

    def admit(self, submissions: Iterable[Submission], exercises: Iterable[Exercise]) -> set[Key]:
        """Note who handed in what, and that nobody else did; gives the results that stand and need no grading."""
        exercises = tuple(exercises)
        with self.transaction():
            self.begin_admission()
            kept = {
                (one.student, name)
                for position, one in enumerate(submissions)
                for name in self.admit_one(one, exercises, position)
            }
            self.end_admission()
        return kept

    def begin_admission(self) -> None:
        """Nobody is known yet to have handed in something; until all are, those of before are shown."""
        self.ask("CREATE TEMP TABLE IF NOT EXISTS admitted (student INTEGER PRIMARY KEY)")
        self.ask("DELETE FROM temp.admitted")

    def end_admission(self) -> None:
        """There is nobody else."""
        self.ask("UPDATE student SET position = NULL WHERE id NOT IN (SELECT student FROM temp.admitted)")

    def admit_one(self, one: Submission, exercises: Iterable[Exercise], position: int) -> set[str]:
        """Note what one student handed in; gives the exercises whose results stand and need no grading."""
        with self.transaction():
            self.ask(
                "INSERT INTO student (name, origin, notes, handed_in, position) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (name) DO UPDATE SET origin = excluded.origin, notes = excluded.notes,"
                " handed_in = excluded.handed_in, position = excluded.position",
                *(one.student, one.origin, put_sentences(one.notes), one.handed_in, position),
            )
            student = self.number("student", "name", one.student)
            self.ask("INSERT OR IGNORE INTO temp.admitted VALUES (?)", student)
            self.ask("UPDATE result SET stands = 0 WHERE student = ?", student)
            for exercise in exercises:
                handed = one.handed(exercise)
                self.ask(
                    "UPDATE result SET stands = 1, path = ? WHERE student = ?"
                    " AND exercise = (SELECT id FROM exercise WHERE name = ?)"
                    " AND grading = (SELECT id FROM grading WHERE current)"
                    " AND course = (SELECT course FROM exercise WHERE name = ?)"
                    " AND program = (SELECT id FROM program WHERE digest = ?)",
                    *(handed.origin, student, exercise.name, exercise.name, digest_program(handed)),
                )
        asked = (
            "SELECT exercise.name FROM result JOIN exercise ON exercise.id = result.exercise WHERE result.student = ?"
            " AND result.stands AND result.outcome IN (?, ?) AND exercise.position NOT NULL"
        )
        return {row[0] for row in self.ask(asked, student, Outcome.PASSED, Outcome.FAILED)}

    def write(
        self,
        student: str,
        handed: SubmittedFile,
        result: ExerciseResult,
        attempt: bytes | None,
        machine: Machine | None = None,
    ) -> None:
        """Add a result with the packed record of its runs; it takes the place of an earlier one."""
        with self.transaction():
            self.ask(
                "INSERT OR REPLACE INTO result (student, exercise, stands, grading, course, program, path, graded,"
                " outcome, state, points, max_points, record, evidence, machine) SELECT student.id, exercise.id, 1,"
                " grading.id, exercise.course, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM student, exercise, grading"
                " WHERE student.name = ? AND exercise.name = ? AND grading.current",
                *(self.put_program(handed), handed.origin, time.time(), result.outcome, result.state),
                *(result.points, result.max_points, self.put_record(result), self.put_evidence(attempt)),
                *(self.put_machine(machine), student, result.exercise),
            )

    def write_reference(
        self, handed: SubmittedFile, result: ExerciseResult, attempt: bytes | None, machine: Machine | None = None
    ) -> None:
        """Add what came of an exercise's reference; it takes the place of an earlier one."""
        with self.transaction():
            self.ask(
                "INSERT OR REPLACE INTO reference (exercise, grading, course, program, record, evidence, machine)"
                " SELECT exercise.id, grading.id, exercise.course, ?, ?, ?, ? FROM exercise, grading"
                " WHERE exercise.name = ? AND grading.current",
                *(self.put_program(handed), self.put_record(result), self.put_evidence(attempt)),
                *(self.put_machine(machine), result.exercise),
            )

    def judge_again(self, student: str, result: ExerciseResult) -> None:
        """Put another verdict on evidence that stays, by the course as it was noted last."""
        with self.transaction():
            self.ask(
                "UPDATE result SET course = (SELECT course FROM exercise WHERE name = ?), outcome = ?, state = ?,"
                " points = ?, max_points = ?, record = ?"
                " WHERE student = (SELECT id FROM student WHERE name = ?)"
                " AND exercise = (SELECT id FROM exercise WHERE name = ?)",
                *(result.exercise, result.outcome, result.state, result.points, result.max_points),
                *(self.put_record(result), student, result.exercise),
            )

    def judge_reference_again(self, result: ExerciseResult) -> None:
        """Put another verdict on a reference's evidence, by the course as it was noted last."""
        with self.transaction():
            self.ask(
                "UPDATE reference SET course = (SELECT course FROM exercise WHERE name = ?), record = ?"
                " WHERE exercise = (SELECT id FROM exercise WHERE name = ?)",
                *(result.exercise, self.put_record(result), result.exercise),
            )

    def finish(self, complete: bool, notes: Sequence[str]) -> None:
        """Say whether everybody was graded, and what the instructor is to be told."""
        with self.transaction():
            self.ask("UPDATE grading SET complete = ?, notes = ? WHERE current", complete, put_sentences(notes))

    def put_program(self, handed: SubmittedFile) -> int:
        """A program, once."""
        key = digest_program(handed)
        obstacle = put_sentences([handed.obstacle] if handed.obstacle else [])
        return self.number("program", "digest", key) or self.insert(
            "INSERT INTO program (digest, missing, obstacle, source) VALUES (?, ?, ?, ?)",
            *(key, handed.missing, obstacle, zlib.compress(handed.source, 9)),
        )

    def put_machine(self, machine: Machine | None) -> int | None:
        """A machine, once; None for that of the whole grading."""
        if machine is None or machine == self.grading.machine:
            return None
        text = for_json(machine).decode()
        return self.number("machine", "text", text) or self.insert("INSERT INTO machine (text) VALUES (?)", text)

    def put_record(self, result: ExerciseResult) -> int:
        """A result, once; the first of an exercise lends its words to the others."""
        data = zlib.decompress(encode_result(result))
        key = digest_of(data)
        known = self.number("record", "digest", key)
        if known:
            self.mend_record(known, data)
            return known
        basis, words = self.words_for(result.exercise)
        number = self.insert(
            "INSERT INTO record (digest, basis, data) VALUES (?, ?, ?)", key, basis, compress(data, words)
        )
        if basis is None:
            self.bases[number] = data[-DICTIONARY_BYTES:]
            self.ask("INSERT OR REPLACE INTO basis (exercise, record) VALUES (?, ?)", result.exercise, number)
        return number

    def mend_record(self, number: int, data: bytes) -> None:
        """Write a result over what is kept of it, where that cannot be read any more."""
        try:
            self.read_record(number)
        except UNREADABLE:
            self.bases.clear()
            self.ask("UPDATE record SET basis = NULL, data = ? WHERE id = ?", compress(data, b""), number)

    def put_evidence(self, attempt: bytes | None) -> int | None:
        """The packed record of an attempt's runs, if there is one."""
        if attempt is None:
            return None
        key = digest_of(attempt)  # of programs that cannot be run, equal ones
        known = self.number("evidence", "digest", key)
        if known:  # and mended, if it is damaged
            self.ask("UPDATE evidence SET data = ? WHERE id = ? AND data != ?", attempt, known, attempt)
        return known or self.insert("INSERT INTO evidence (digest, data) VALUES (?, ?)", key, attempt)

    def sweep(self) -> None:
        """Take away what no result and no reference points to any more."""
        for table, column in (("evidence", "evidence"), ("program", "program")):
            used = f"SELECT {column} FROM result WHERE {column} NOT NULL UNION SELECT {column} FROM reference"
            self.ask(f"DELETE FROM {table} WHERE id NOT IN ({used} WHERE {column} NOT NULL)")
        used = "SELECT record FROM result UNION SELECT record FROM reference UNION SELECT record FROM basis"
        self.ask(f"DELETE FROM record WHERE id NOT IN ({used})")


def put_sentences(notes: Sequence[str]) -> bytes | None:
    """Sentences with what fills them, as a column holds them; None for none."""
    return encode_notes(list(notes)) if notes else None
