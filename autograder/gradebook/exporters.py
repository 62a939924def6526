"""Export plugins of nbgrader's: ``nbgrader export --exporter=autograder.gradebook.exporters.CanvasExporter``.

Each writes to ``--to``. Canvas and Moodle want their own file back with the points filled in: save what
they export as ``canvas.csv`` or ``moodle.csv`` in the course's folder, or name it in the configuration
(``c.CanvasExporter.template``). Sources: Canvas Instructor Guide, "How do I import grades in the
Gradebook?"; Moodle documentation, "Offline grading worksheet"; Gradescope's documentation, "Autograder
Specifications" (``results.json``).
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry
from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

from autograder.checks.results import State
from autograder.errors import UsageError
from autograder.escaping import for_csv
from autograder.files import replace
from autograder.gradebook.gradescope import to_gradescope
from autograder.gradebook.last_words import tell_in_one_sentence
from autograder.reports.platform_files import CANVAS_COLUMNS, MOODLE_COLUMNS, fill_moodle, find_column, places

FIELDS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score", "comments", "state"),
)
POSSIBLE = "Points Possible"
Keys = Callable[[dict[str, str]], list[str]]


@dataclass(frozen=True)
class Row:
    """One student in one assignment; ``submission`` is nbgrader's, and None where nothing was handed in."""

    assignment: Any
    student: Any
    submission: Any

    @property
    def score(self) -> float:
        """The points that count, after what was taken off for being late."""
        if self.submission is None:
            return 0.0
        return max(0.0, float(self.submission.score) - float(self.submission.late_submission_penalty))

    @property
    def state(self) -> str:
        """Whether there is something, and whether all of it is decided."""
        if self.submission is None:
            return State.NOT_HANDED_IN.value
        grades = (grade for notebook in self.submission.notebooks for grade in notebook.grades)
        return State.UNDECIDED.value if any(map(is_open, grades)) else "graded"

    @property
    def comments(self) -> str:
        """What was written by hand or by the grader, exercise by exercise."""
        notebooks = self.submission.notebooks if self.submission is not None else ()
        found = [
            f"{notebook.name}: {comment.comment}"
            for notebook in sorted(notebooks, key=lambda one: str(one.name))
            for comment in notebook.comments
            if comment.comment
        ]
        return "\n\n".join(found)


class Exporter(ExportPlugin):  # type: ignore[misc]  # nbgrader has no types
    """What the exporters share: who and what is exported, and where it goes."""

    default_name = ""

    def __init__(self, **settings: Any) -> None:
        """What cannot be exported ends the command with a sentence."""
        super().__init__(**settings)
        tell_in_one_sentence(self.parent)

    def rows(self, gradebook: Any) -> Iterator[Row]:
        """Every student in every assignment that was asked for; those who handed in nothing are among them."""
        for assignment in gradebook.assignments:
            if self.assignment and assignment.name not in self.assignment:
                continue
            for student in gradebook.students:
                if self.student and student.id not in map(str, self.student):
                    continue
                try:
                    submission = gradebook.find_submission(assignment.name, student.id)
                except MissingEntry:
                    submission = None
                yield Row(assignment, student, submission)

    def one_assignment(self, gradebook: Any) -> Any:
        """The assignment that is exported, where there can be only one."""
        names = [one.name for one in gradebook.assignments if not self.assignment or one.name in self.assignment]
        if len(names) != 1:
            known = ", ".join(one.name for one in gradebook.assignments) or "none"
            raise UsageError(f"Say which assignment: --assignment '[\"NAME\"]'. The gradebook has: {known}.")
        return gradebook.find_assignment(names[0])

    def write(self, text: str) -> None:
        """Put the file in place."""
        path = Path(self.to or self.default_name)
        replace(path, text.encode("utf-8"))
        self.log.info("Written: %s", path)


class CsvExporter(Exporter):
    """A row for each student and assignment: nbgrader's own columns, quoted, and the comments."""

    default_name = "grades.csv"

    def export(self, gradebook: Any) -> None:
        """Write the table."""
        text = io.StringIO()
        table = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
        table.writerow(FIELDS)
        for row in self.rows(gradebook):
            student, handed_in = row.student, row.submission
            words = [row.assignment.name, row.assignment.duedate, handed_in.timestamp if handed_in else None]
            words += [student.id, student.last_name, student.first_name, student.email]
            points = [float(handed_in.score), float(handed_in.late_submission_penalty)] if handed_in else [0.0, 0.0]
            points += [row.score, float(row.assignment.max_score)]
            texts = [for_csv("" if word is None else str(word)) for word in words]
            table.writerow([*texts, *points, for_csv(row.comments), row.state])
        self.write(text.getvalue())


class FillingExporter(Exporter):
    """Fills in the points in a file that a learning platform exported; all else in it stays as it is."""

    default_template = ""
    platform = ""
    needed: tuple[str, ...] = ()
    template = Unicode("", help="the file that the platform exported").tag(config=True)

    def read(self) -> list[list[str]]:
        """The rows of the platform's file; raises :class:`UsageError` when it is none."""
        path = Path(self.template or self.default_template)
        try:
            rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
        except OSError as error:
            raise UsageError(
                f"{path} cannot be read: {error.strerror}. Export it from {self.platform} and put it there."
            ) from error
        except (UnicodeDecodeError, csv.Error) as error:
            raise UsageError(f"{path} is not a CSV file as {self.platform} exports it: {error}.") from error
        missing = [name for name in self.needed if not rows or name not in places(rows[0])]
        if missing:
            raise UsageError(f"{path} is not {self.platform}'s export: it has no column {missing[0].capitalize()}.")
        return rows

    def fill(self, rows: list[list[str]], keys: Keys, students: dict[str, Row]) -> Iterator[tuple[list[str], Row]]:
        """Each row of the platform's file with the student that it is about; who is not found is told."""
        header, found = [name.strip().casefold() for name in rows[0]], set()
        for cells in rows[1:]:
            names = keys(dict(zip(header, cells, strict=False)))
            key = next((name.casefold() for name in names if name.casefold() in students), None)
            if key is not None:
                found.add(key)
                yield cells, students[key]
            elif names:
                self.log.warning("%s has no work in the gradebook; the row was left as it is.", names[0])
        for name in sorted(students.keys() - found):
            self.log.warning("%s is not in %s's file and was left out.", name, self.platform)

    def students(self, gradebook: Any) -> dict[str, Row]:
        """Who handed something in, by id."""
        assignment = self.one_assignment(gradebook)
        rows = [row for row in self.rows(gradebook) if row.assignment.name == assignment.name]
        return {str(row.student.id).casefold(): row for row in rows if row.submission is not None}

    def write_rows(self, rows: list[list[str]]) -> None:
        """Write the file as the platform takes it back."""
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        self.write(text.getvalue())


class CanvasExporter(FillingExporter):
    """Canvas: a column for the assignment, the one of that name if it is there."""

    default_name, default_template, platform, needed = "canvas-filled.csv", "canvas.csv", "Canvas", CANVAS_COLUMNS

    def export(self, gradebook: Any) -> None:
        """Fill in the file that Canvas exported."""
        rows, students = self.read(), self.students(gradebook)
        assignment = self.one_assignment(gradebook)
        column = find_column(rows[0], str(assignment.name))
        if column == len(rows[0]):
            rows[0].append(str(assignment.name))
        possible = next((cells for cells in rows[1:4] if cells and cells[0].strip().startswith(POSSIBLE)), None)
        for cells in rows[1:]:
            cells += [""] * (len(rows[0]) - len(cells))
        if possible is not None and not possible[column].strip():
            possible[column] = f"{assignment.max_score:g}"
        people = [cells for cells in rows[1:] if cells is not possible and cells[places(rows[0])["id"]].strip()]
        for cells, row in self.fill([rows[0], *people], canvas_keys, students):
            if row.state == State.UNDECIDED:
                self.log.warning("%s is not decided yet; the cell was left as it is.", row.student.id)
            else:
                cells[column] = f"{row.score:g}"
        self.write_rows(rows)


def canvas_keys(row: dict[str, str]) -> list[str]:
    """What a student can be called in the gradebook, the surest first; columns are named in small letters."""
    return [row[name].strip() for name in ("sis login id", "sis user id", "id") if row.get(name, "").strip()]


class MoodleExporter(FillingExporter):
    """Moodle: the offline grading worksheet, with points and feedback comments."""

    default_name, default_template, platform, needed = "moodle-filled.csv", "moodle.csv", "Moodle", MOODLE_COLUMNS

    def export(self, gradebook: Any) -> None:
        """Fill in the worksheet; a grade that Moodle says cannot be changed stays."""
        rows, students = self.read(), self.students(gradebook)
        assignment = self.one_assignment(gradebook)
        most = float(assignment.max_score)
        for cells, row in self.fill(rows, moodle_keys, students):
            if not fill_moodle(rows[0], cells, row.score, most, row.comments):
                self.log.warning("Moodle says that the grade of %s cannot be changed.", row.student.id)
        self.write_rows(rows)


def moodle_keys(row: dict[str, str]) -> list[str]:
    """What a student can be called in the gradebook; ``Participant 17`` is the 17 in the names of Moodle's archives."""
    number = row.get("identifier", "").rpartition(" ")[2]
    email = row.get("email address", "").strip()
    names = [row.get("username", "").strip(), email, email.partition("@")[0], row.get("id number", "").strip(), number]
    return [name for name in names if name]


class GradescopeExporter(Exporter):
    """A folder with one ``results.json`` for each student, as Gradescope shows them."""

    default_name = "gradescope"

    def export(self, gradebook: Any) -> None:
        """Write the files; names of students are made fit for names of folders."""
        top = Path(self.to or self.default_name)
        for row in self.rows(gradebook):
            if row.submission is None:
                continue
            name = re.sub(r"[^\w.@+-]", "_", str(row.student.id)).lstrip(".") or "_"
            folder = top / str(row.assignment.name) / name
            folder.mkdir(parents=True, exist_ok=True)
            replace(folder / "results.json", json.dumps(to_gradescope(row.score, tests_of(row)), indent=1).encode())
        self.log.info("Written: %s", top)


def tests_of(row: Row) -> Iterator[dict[str, Any]]:
    """A test for each check of the gradebook; the comments of an exercise stand with its first."""
    for notebook in sorted(row.submission.notebooks, key=lambda one: str(one.name)):
        comments = "\n\n".join(comment.comment for comment in notebook.comments if comment.comment)
        for number, grade in enumerate(sorted(notebook.grades, key=lambda one: str(one.name))):
            score, most = float(grade.score), float(grade.max_score)
            test = {"name": f"{notebook.name}: {grade.name}", "max_score": most}
            if not is_open(grade):
                test |= {"score": score, "status": "passed" if score >= most else "failed"}
            yield {**test, "output": comments if number == 0 else ""}


def is_open(grade: Any) -> bool:
    """Whether nobody has decided yet what a check has earned."""
    return grade.auto_score is None and grade.manual_score is None
