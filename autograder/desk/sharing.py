"""Equal programs are run once, and what came of that is everybody's who handed one in.

Theory of operation. What is drawn for a run depends on the seed of the class, the exercise, the scenario and the start
method (:mod:`autograder.engine.draw`), and on nothing of a student's: equal programs for one exercise would have the
same draws, and the same evidence but for the order of things. So nothing is lost, and ``--seed`` gives the same again.
A result that rests on somebody else's run says whose that was. Who waits for a run is noted on disk, so that any number
may wait for one.
"""

import contextlib
import time

from autograder.checks.attempt_record import unpack
from autograder.checks.results import ExerciseResult, Outcome
from autograder.desk.course_digest import digest_program
from autograder.desk.records import UNREADABLE
from autograder.desk.store_writer import StoreWriter
from autograder.errors import UsageError
from autograder.intake.submission import SubmittedFile

COLUMNS = (
    "exercise, stands, grading, course, program, outcome, state, points, max_points, record, evidence, machine, run_of"
)


class Sharing:
    """Which programs are being run, and who else waits for what comes of them."""

    def __init__(self, store: StoreWriter) -> None:
        """Nobody waits yet."""
        self.store = store
        self.under_way: dict[tuple[str, bytes], str] = {}  # by exercise and program: the student whose is run
        store.ask("CREATE TEMP TABLE IF NOT EXISTS waiting (student TEXT, exercise TEXT, program BLOB, path TEXT)")
        store.ask("DELETE FROM temp.waiting")

    def take(self, student: str, exercise: str, handed: SubmittedFile) -> ExerciseResult | None:
        """What was found with an equal program, now this student's, too; None where there is nothing yet."""
        rows = self.store.ask(
            "SELECT student.name AS student, result.record AS record, evidence.data AS data FROM result"
            " JOIN evidence ON evidence.id = result.evidence"
            " JOIN student ON student.id = result.student JOIN exercise ON exercise.id = result.exercise"
            " WHERE exercise.name = ? AND result.program = (SELECT id FROM program WHERE digest = ?)"
            " AND result.grading = (SELECT id FROM grading WHERE current) AND result.course = exercise.course"
            " AND result.outcome IN (?, ?) GROUP BY result.record, result.evidence",
            *(exercise, digest_program(handed), Outcome.PASSED, Outcome.FAILED),
        )
        for row in rows:
            with contextlib.suppress(*UNREADABLE, UsageError):  # one that is damaged is nobody's
                result = self.store.read_record(row["record"])
                unpack(row["data"])
                self.copy(row["student"], student, exercise, handed.origin)
                return result
        return None

    def join(self, student: str, exercise: str, handed: SubmittedFile) -> bool:
        """Whether an equal program is being run, for which this student waits; otherwise theirs is run from now on."""
        key = exercise, digest_program(handed)
        if key not in self.under_way:
            self.under_way[key] = student
            return False
        self.store.ask("INSERT INTO temp.waiting VALUES (?, ?, ?, ?)", student, *key, handed.origin)
        return True

    def settle(self, student: str, exercise: str, handed: SubmittedFile) -> list[str]:
        """Give what is kept of a student to all who have waited for it; gives their names."""
        key = exercise, digest_program(handed)
        self.under_way.pop(key, None)
        rows = self.store.ask("SELECT student, path FROM temp.waiting WHERE exercise = ? AND program = ?", *key)
        with self.store.transaction():
            for row in rows:
                self.copy(student, row["student"], exercise, row["path"])
        self.store.ask("DELETE FROM temp.waiting WHERE exercise = ? AND program = ?", *key)
        return [row["student"] for row in rows]

    def copy(self, known: str, student: str, exercise: str, path: str) -> None:
        """Let one student's result be another's; it says so, if anything was run for it."""
        self.store.ask(
            f"INSERT OR REPLACE INTO result (student, path, graded, {COLUMNS})"
            " SELECT other.id, ?, ?, result.exercise, 1, result.grading, result.course, program, outcome, state,"
            " points, max_points, record, evidence, machine,"
            " CASE WHEN program.obstacle IS NULL THEN nullif(ifnull(run_of, result.student), other.id) END"
            " FROM result JOIN program ON program.id = result.program JOIN student AS other ON other.name = ?"
            " WHERE result.student = (SELECT id FROM student WHERE name = ?)"
            " AND result.exercise = (SELECT id FROM exercise WHERE name = ?)",
            *(path, time.time(), student, known, exercise),
        )
