"""The gradebook: nbgrader's own database, and the one writer of results into it.

Theory of operation. What is in the gradebook is compared with what the results say, and only the
differences are written: so grading twice changes nothing. Each student is one transaction; whoever is
interrupted runs the same command again, and it writes what is still missing. Only automatic scores and
comments are ever written; the manual ones are the instructor's, and nbgrader prefers them (its
``Grade.score`` and ``Comment.comment``). A lock on a file keeps a second writer out, because SQLite has
room for one at a time. Tables are written directly and not object by object: nbgrader's objects
compute each sum anew whenever they are touched.
"""

import contextlib
import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from autograder.desk.lock import hold
from autograder.desk.roster import Roster
from autograder.errors import UsageError
from autograder.extras import find_programs, require_nbgrader
from autograder.intake.written_cells import SOLUTION

LOCK_SECONDS = 10.0  # how long a writer waits while another program holds an SQLite gradebook
LOCK_FILE = ".gradebook.lock"


class Place(NamedTuple):
    """Where a score stands."""

    student: str
    exercise: str
    check: str


@dataclass(frozen=True)
class Change:
    """A score that is there and would become another; ``None`` is an open one."""

    place: Place
    old: float | None
    new: float | None
    manual: float | None


@dataclass
class Row:
    """One score in the gradebook."""

    key: str
    auto: float | None
    manual: float | None


@dataclass
class Record:
    """One student's outcome, as it is to stand in the gradebook."""

    student: str
    handed_in: datetime | None  # None where nbgrader itself has noted it
    scores: dict[Place, float | None] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)  # by exercise


@contextlib.contextmanager
def one_writer(folder: Path) -> Iterator[None]:
    """Keep every other writer of this kit out of a course; raises :class:`UsageError` when there is one."""
    with hold(folder, LOCK_FILE, "Its gradebook has room for one writer: run this again when that one is done."):
        yield


@contextlib.contextmanager
def told_in_one_sentence(url: str) -> Iterator[None]:
    """Whatever a database complains of becomes a :class:`UsageError` that says what to do; nothing is lost by it."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

    try:
        yield
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise UsageError(
            f"{url} cannot be used as a gradebook: {error}. It is sqlite:///FILE or postgresql://HOST/NAME."
        ) from error
    except SQLAlchemyError as error:
        shown = make_url(url).render_as_string(hide_password=True)
        reason = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
        hint = next(
            (words for key, words in HINTS.items() if key in reason), "Mend that, and run the same command again"
        )
        raise UsageError(f"The gradebook {shown} cannot be used: {reason}. {hint}; all results were kept.") from error


OTHERWISE = "Mend that, and run the same command again"
HINTS = {
    "locked": "Another program is writing to it; close that, and run the same command again",
    "malformed": "Put a copy of the gradebook in its place, or move it away, and run the same command again",
    "not a database": "Put a copy of the gradebook in its place, or move it away, and run the same command again",
    "no such column": "It was made by an older nbgrader: run nbgrader db upgrade, then the same command again",
    "unable to open": "Is the folder there, and yours to write to? Then run the same command again",
}


class Store:
    """One assignment in a gradebook."""

    def __init__(self, url: str, assignment: str, course: str) -> None:
        """Open the gradebook, and make it if there is none; use it within :func:`told_in_one_sentence`."""
        require_nbgrader()
        find_programs()
        from nbgrader.api import Gradebook

        waiting = f"{url}{'&' if '?' in url else '?'}timeout={LOCK_SECONDS:g}" if url.startswith("sqlite:") else url
        self.url, self.assignment = waiting, assignment
        self.gradebook = Gradebook(waiting, course)
        self.finish_making()

    def close(self) -> None:
        """Give the database free."""
        self.gradebook.close()

    def finish_making(self) -> None:
        """A gradebook that was left half made has tables and no version; without one, it cannot be upgraded."""
        from nbgrader.api import get_alembic_version
        from sqlalchemy import inspect, text

        if not inspect(self.gradebook.engine).has_table("alembic_version"):
            self.gradebook.db.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        if self.gradebook.db.execute(text("SELECT version_num FROM alembic_version")).first() is None:
            version = {"version": get_alembic_version()}
            self.gradebook.db.execute(text("INSERT INTO alembic_version (version_num) VALUES (:version)"), version)
        self.gradebook.db.commit()

    def register(self, notebooks: dict[str, Any]) -> None:
        """Make the assignment known, with its cells, as ``nbgrader generate_assignment`` does; what is known stays."""
        from nbgrader.preprocessors import ClearOutput, ClearSolutions, ComputeChecksums, LockCells, SaveCells

        self.gradebook.update_or_create_assignment(self.assignment)
        known = {notebook.name for notebook in self.gradebook.find_assignment(self.assignment).notebooks}
        for name, notebook in notebooks.items():
            if name in known:
                continue
            copied = copy.deepcopy(notebook)
            resources = {"nbgrader": {"notebook": name, "assignment": self.assignment, "db_url": self.url}}
            resources["language"] = "python"  # type: ignore[assignment]  # a plain entry beside nbgrader's own
            for step in (LockCells, ClearSolutions, ClearOutput, ComputeChecksums, SaveCells):
                copied, resources = step().preprocess(copied, resources)

    def name_people(self, roster: Roster) -> None:
        """Give the gradebook's students the names and addresses of the roster; who is not in it stays as they are."""
        for student in self.gradebook.students:
            person = roster.person(student.id)
            if person is not None and person.name:
                last, first = person.split_name
                mail = person.mail or student.email
                self.gradebook.update_or_create_student(student.id, last_name=last, first_name=first, email=mail)

    def scores(self) -> dict[Place, Row]:
        """Every score of the assignment that is in the gradebook."""
        from nbgrader.api import Assignment, BaseCell, Grade, Notebook, SubmittedAssignment, SubmittedNotebook
        from sqlalchemy import select

        columns = (Grade.id, Grade.auto_score, Grade.manual_score)
        asked = (
            select(SubmittedAssignment.student_id, Notebook.name, BaseCell.name, *columns)
            .select_from(Grade)
            .join(BaseCell, Grade.cell_id == BaseCell.id)
            .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
            .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            .where(Assignment.name == self.assignment)
        )
        rows = self.gradebook.db.execute(asked)
        return {Place(student, name, cell): Row(*rest) for student, name, cell, *rest in rows}

    def comments_that_stay(self, records: list[Record], changes: list[Change]) -> dict[tuple[str, str], str]:
        """The comments by hand, by student and exercise, beside which a score or the automatic comment would change."""
        from nbgrader.api import Assignment, BaseCell, Comment, Notebook, SubmittedAssignment, SubmittedNotebook
        from sqlalchemy import select

        asked = (
            select(SubmittedAssignment.student_id, Notebook.name, Comment.auto_comment, Comment.manual_comment)
            .select_from(Comment)
            .join(BaseCell, Comment.cell_id == BaseCell.id)
            .join(SubmittedNotebook, Comment.notebook_id == SubmittedNotebook.id)
            .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            .where(Assignment.name == self.assignment, BaseCell.name == SOLUTION, Comment.manual_comment.is_not(None))
        )
        new = {(one.student, name): words or None for one in records for name, words in one.comments.items()}
        rows = [((student, name), old, words) for student, name, old, words in self.gradebook.db.execute(asked)]
        changed = {one.place[:2] for one in changes} | {place for place, old, _ in rows if new.get(place, old) != old}
        return {place: words for place, _, words in rows if place in changed}

    def changes(self, records: list[Record]) -> list[Change]:
        """The scores that were decided before and would become others."""
        there = self.scores()
        return [
            Change(place, there[place].auto, score, there[place].manual)
            for record in records
            for place, score in record.scores.items()
            if place in there and there[place].auto is not None and differ(there[place].auto, score)
        ]


def differ(one: float | None, other: float | None) -> bool:
    """Whether two scores are not the same; rounding is no difference."""
    if one is None or other is None:
        return one is not other
    return abs(one - other) > 1e-9
