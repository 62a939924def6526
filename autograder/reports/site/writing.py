"""A graded class as a folder of pages: ``index.html``, a page for each student, and archives of these to hand out."""

import contextlib
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec
from markupsafe import Markup

from autograder.checks.course import Exercise
from autograder.checks.deadlines import told_moment
from autograder.checks.results import Grading, State, StudentResult
from autograder.desk.controls import control_of
from autograder.desk.course_digest import Digests
from autograder.desk.replay import Control
from autograder.desk.store import Kept, Store
from autograder.errors import NeedsRun, UsageError
from autograder.files import replacing
from autograder.intake.names import MOODLE
from autograder.reports.site.comments import Comments
from autograder.reports.site.gathering import ClassGathering
from autograder.reports.site.pages import class_page, student_page
from autograder.reports.site.student import StudentView, view_exercise
from autograder.reports.timeline.choice import to_html
from autograder.reports.timeline.recorded import draw_recorded

INDEX, STUDENTS, ARCHIVES, MOODLE_FILE = "index.html", "students", "zips", "moodle_feedback.zip"
UNFIT = re.compile(r"[^\w.@ ()\[\]-]+")
GENERATOR = b'<meta name="generator" content="autograder report">'
HEAD_BYTES = 2000
PICTURE_ID = re.compile(r"timeline-(?=[0-9a-f]{10})")
CHANGED = (
    "The course has changed since this class was graded, so the runs of {} are not drawn. "
    "autograder regrade applies what has changed."
)
NO_COURSE = "The course was not found, so no runs are drawn: name its folder with --course."


@dataclass(frozen=True)
class Written:
    """What was written: the class page, how many students' pages, and how many of them for Moodle."""

    index: Path
    students: int
    moodle: int
    complete: bool


@dataclass
class Report:
    """One report at work; use :meth:`write`.

    ``exercises``: the course as it is now, by name, empty where it is not at hand; ``due``: with its zone.
    """

    store: Store
    exercises: Mapping[str, Exercise]
    folder: Path
    title: str
    due: datetime | None = None
    zips: bool = False
    names: dict[str, str] = field(default_factory=dict)  # of students' files, without a suffix
    taken: set[str] = field(default_factory=set)
    controls: dict[str, Control | None] = field(default_factory=dict)
    digests: dict[str, Digests] = field(default_factory=dict)
    moodle: int = 0
    comments: Comments = field(default_factory=lambda: Comments({}))

    def write(self) -> Written:
        """Write every page, one student after the other; raises :class:`UsageError`."""
        self.store.ask("BEGIN")  # all pages are of one moment, also when somebody is grading
        grading = self.store.grading
        self.set_date()
        self.comments = Comments.beside(self.store.folder)
        found = ClassGathering(self.store.exercises, self.stubs())
        found.unheard = [person.called for person in self.store.roster.missing()] if self.store.roster else []
        try:
            (self.folder / STUDENTS).mkdir(parents=True, exist_ok=True)
            if self.zips:
                (self.folder / ARCHIVES).mkdir(exist_ok=True)
            found.troubles += self.prepare()
            with self.archive(self.folder / MOODLE_FILE) as moodle:
                for name in self.store.names:
                    self.write_student(name, found, grading, moodle)
            found.troubles += self.comments.unused()
            with replacing(self.folder / INDEX) as stream:
                for piece in class_page(found, grading, self.title):
                    stream.write(piece.encode())
            self.remove_old()
        except OSError as error:
            words = f"{self.folder} cannot be written to: {error.strerror}. Choose another folder with --out."
            raise UsageError(words) from error
        return Written(self.folder / INDEX, len(found.rows), self.moodle, grading.complete)

    def set_date(self) -> None:
        """Count by the date that was asked for; two for one class are one too many, and raise :class:`UsageError`."""
        rules = self.store.rules
        if self.due is None:
            return
        if rules.due and self.due != datetime.fromisoformat(rules.due):
            raise UsageError(
                f"This class was graded with the due date {told_moment(rules.due)}, by its assignment.toml. Leave out "
                "--due, or change the date there and run autograder regrade."
            )
        self.store.settings["rules"] = msgspec.structs.replace(rules, due=self.due.isoformat())

    def stubs(self) -> dict[str, str]:
        """What students were given to write in, where the course is at hand."""
        files = {name: exercise.folder / exercise.file for name, exercise in self.exercises.items()}
        return {name: file.read_text(encoding="utf-8") for name, file in files.items() if file.is_file()}

    def prepare(self) -> list[str]:
        """Look at the references of exercises that have not changed; gives what is to be told of the others."""
        changed, told = [], []
        for name in self.store.exercises:
            reference = self.store.reference(name)
            exercise = self.exercises.get(name)
            if exercise is None or reference is None:
                continue
            self.digests[name] = Digests.of(exercise)
            if same_runs(self.digests[name], reference.digests):
                self.controls[name], trouble = control_of(reference)
                told += [trouble] if trouble else []
            else:
                changed.append(name)
        told += [CHANGED.format(", ".join(changed))] if changed else []
        return told if self.exercises else [NO_COURSE]

    def write_student(self, name: str, found: ClassGathering, grading: Grading, moodle: zipfile.ZipFile | None) -> None:
        """One page, and its archives."""
        student, kept = self.store.student_and_kept(name)
        file = self.file_name(name)
        row = found.look_at(student, kept, file)
        comments = [self.comments.of(one.result) for one in kept]
        pictures = [self.picture(one, found.troubles) for one in kept]
        exercises = [view_exercise(*each) for each in zip(kept, pictures, comments, strict=True)]
        view = StudentView(student, row.late, exercises, len(found.exercises))
        page = student_page(view, grading, self.title).encode()
        with replacing(self.folder / STUDENTS / f"{file}.html") as stream:
            stream.write(page)
        with self.archive(self.folder / ARCHIVES / f"{file}.zip") as own:
            if own is not None:
                own.writestr(f"{file}.html", page)
        place = moodle_folder(student)
        if moodle is not None and place:
            self.moodle += 1
            moodle.writestr(f"{place}/{file}.html", page)

    def picture(self, kept: Kept, troubles: list[str]) -> Markup | None:
        """The run of a failed check, if it can be drawn; why not, where that is to be told, is added."""
        name = kept.exercise
        if kept.result.state is not State.FAILED or name not in self.controls:
            return None
        if not same_runs(self.digests[name], kept.digests):
            return None
        try:
            timeline = draw_recorded(self.exercises[name], kept, self.controls[name])
        except NeedsRun:
            return None
        except UsageError as error:
            troubles.append(f"{kept.student}, {name}: {error}")
            return None
        return None if timeline is None else Markup(PICTURE_ID.sub(f"timeline-{name[:2]}-", to_html(timeline)))

    def file_name(self, student: str) -> str:
        """A name for a student's page that every system and every link can bear, and that nobody else has."""
        plain = UNFIT.sub("_", student).strip(" .") or "student"
        name, count = plain, 1
        while name.casefold() in self.taken:
            count += 1
            name = f"{plain} ({count})"
        self.names[student] = name
        self.taken.add(name.casefold())
        return name

    @contextlib.contextmanager
    def archive(self, path: Path) -> Iterator[zipfile.ZipFile | None]:
        """An archive that is in place once it is whole; None where none is wanted."""
        if not self.zips:
            yield None
            return
        with replacing(path) as stream, zip_file(stream) as archive:
            yield archive

    def remove_old(self) -> None:
        """Take away what an earlier report made and this one does not: pages of students who left, archives."""
        if not self.moodle:
            (self.folder / MOODLE_FILE).unlink(missing_ok=True)
        for name in () if self.zips else self.names.values():
            (self.folder / ARCHIVES / f"{name}.zip").unlink(missing_ok=True)
        written = {name.casefold() for name in self.names.values()}
        for path in (self.folder / STUDENTS).glob("*.html"):
            if path.stem.casefold() not in written and GENERATOR in path.read_bytes()[:HEAD_BYTES]:
                path.unlink()
                (self.folder / ARCHIVES / f"{path.stem}.zip").unlink(missing_ok=True)


def zip_file(stream: IO[bytes]) -> zipfile.ZipFile:
    """An archive that every system can open."""
    return zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)


def same_runs(now: Digests, then: Digests) -> bool:
    """Whether recorded runs are what the course's checks ask for now."""
    return (now.run, now.reference, now.checks) == (then.run, then.reference, then.checks)


def moodle_folder(student: StudentResult) -> str:
    """The folder of Moodle's that a submission came in, which is where Moodle looks for its feedback; empty if none."""
    for name in (student.student, student.origin):
        if MOODLE.fullmatch(name) and "…" not in name:
            return name
    return ""
