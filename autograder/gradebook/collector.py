"""Collect what a learning platform's archive holds: ``nbgrader zip_collect`` with an extractor and a collector of ours.

Courses that the kit makes are configured so, and those that it releases into (:mod:`.safety`); elsewhere both are named
on the command line, ``--extractor=…`` and ``--collector=…``.
The archive is the platform's, what is in it is the students': each of them has a budget of their own, and a
file or an inner archive that cannot be taken is told and left, and stops nobody else's.

Moodle puts each student's files into a folder ``Full Name_17_assignsubmission_file_``; in Canvas's archive
every file is called ``name_LATE_1234_5678_topic.py``, and a file that was handed in again ``topic-1.py``.
Sources: Moodle documentation, "Assignment: Download all submissions"; Canvas Instructor Guide, "How do I
download all student submissions for an assignment?".
"""

import contextlib
import io
import os
import re
import shutil
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from traitlets import Enum, List

from autograder.gradebook.ahead import Instructors
from autograder.gradebook.plain_files import add_notebooks
from autograder.intake.archives import ARCHIVES, Budget, Spent, kind_of, read_archive, read_stream
from autograder.intake.names import AGAIN, CANVAS, MOODLE, Refused, judge, seen, shown

ARCHIVE_FOLDER = "archive"  # where nbgrader wants the downloads
VALID = [".ipynb", ".py"]
OF_EXERCISE = re.compile(r"(.*)\d\d_([a-z]\w*?(?:-\d+)?)\.ipynb")
UNFIT = re.compile(r"[^\w.@-]+")
CLASS_BYTES, CLASS_ENTRIES, DIRECTORY_BYTES = 8 << 30, 200_000, 64 << 20
Told = Callable[[str], None]


class ClassBudget(Budget):
    """What may be read of a whole class, and within it of each student."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        super().__init__(CLASS_BYTES, CLASS_BYTES, CLASS_ENTRIES, DIRECTORY_BYTES)
        self.students: dict[str, Budget] = defaultdict(Budget)
        self.student = Budget()

    def spend(self, count: int) -> None:
        """Count bytes for the class and for the student whose they are."""
        super().spend(count)
        self.student.spend(count)


class PlatformExtractor(ExtractorPlugin):  # type: ignore[misc]  # nbgrader has no types
    """Puts what the archives hold into files; what cannot be taken is told and left."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Extract every archive of a folder, and copy all other files."""
        for path in sorted(Path(archive_path).iterdir()):
            try:
                if kind_of(path.name) in ARCHIVES:
                    collect_archive(path, Path(extracted_path) / stem_of(path.name), self.log.warning)
                elif path.is_file():
                    shutil.copy(path, Path(extracted_path) / path.name)
            except (Refused, OSError) as error:
                self.log.warning("%s was left: %s.", shown(path.name), error)
        course = getattr(self.parent, "coursedir", None)
        if course is not None:
            source = Path(course.format_path(course.source_directory, ".", course.assignment_id))
            add_notebooks(Instructors(source), programs_in(Path(extracted_path)), self.log.warning)


def programs_in(folder: Path) -> Iterator[tuple[str, str, Path]]:
    """Each Python file whose name says whose it is: the student's name and number, the file's own name, the file."""
    for path in sorted(folder.rglob("*.py")):
        found = moodle(path) or canvas(path)
        if found is not None:
            yield f"{shown(found[0])} ({found[1]})", found[2], path


def stem_of(name: str) -> str:
    """An archive's name without its suffix."""
    return name[: len(name) - len(kind_of(name))]


def collect_archive(path: Path, folder: Path, tell: Told) -> None:
    """Put the files of a platform's archive into a folder; raises :class:`Refused` where it cannot be read on."""
    budget = ClassBudget()
    for name, read in read_archive(path, budget):
        try:
            judged = judge(seen(name))
            if judged.ignored:
                continue
            place = judged.accepted()
            budget.student = budget.students[owner_of(Path(place))]
            budget.student.enter()
            data = read()
            if kind_of(place.name) not in ARCHIVES:
                write_new(folder / place, data)
                continue
            for inner, content in inner_files(place.name, data, budget.student, tell):
                write_new(folder / place.with_name(stem_of(place.name)) / inner, content)
        except Spent as error:
            if min(budget.bytes, budget.packed, budget.entries) < 0:
                raise
            tell(f"{shown(name)} was left: {error}.")
        except (Refused, OSError) as error:
            tell(f"{shown(name)} was left: {error}.")
        except Exception as error:  # what readers raise on damaged input is documented nowhere
            tell(f"{shown(name)} was left: it is damaged ({shown(str(error))}).")


def inner_files(name: str, data: bytes, budget: Budget, tell: Told) -> Iterator[tuple[Path, bytes]]:
    """The files of an archive that a student put in; one that is damaged gives those before the damage."""
    for inner, read in read_stream(name, io.BytesIO(data), budget):
        try:
            judged = judge(inner)
            if judged.ignored:
                continue
            place = judged.accepted()
            if kind_of(place.name):
                raise Refused("it is an archive inside an archive")
            yield Path(place), read()
        except Spent:
            raise
        except (Refused, OSError) as error:
            tell(f"{shown(inner)} in {shown(name)} was left: {error}.")


def owner_of(path: Path) -> str:
    """Whose a file is, for their budget."""
    found = moodle(path) or canvas(path)
    return found[1] if found else path.parts[0]


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet; its whole path is looked at once more."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
    with open(descriptor, "wb") as file:
        file.write(data)


class PlatformCollector(FileNameCollectorPlugin):  # type: ignore[misc]  # nbgrader has no types
    """Knows by the layout which platform an archive is from; whatever fits neither is left, and named."""

    valid_ext = List(VALID, help="endings of the files that are collected").tag(config=True)
    student_id = Enum(
        ("number", "name"),
        default_value="number",
        help="what students are called in the gradebook: the platform's number, or their name in the archive",
    ).tag(config=True)

    def __init__(self, **settings: Any) -> None:
        """No archive was read yet."""
        super().__init__(**settings)
        self.times: dict[Path, dict[str, datetime]] = {}

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """The student, the exercise's file and the time of a file; None for a file that is nobody's work."""
        path = Path(submitted_file)
        if path.suffix not in self.valid_ext or path.is_symlink():
            return None
        found = moodle(path) or canvas(path)
        if found is None:
            self.log.warning("%s is named neither as Moodle nor as Canvas names files; it was left.", path.name)
            return None
        name, number, file = found
        student = number if self.student_id == "number" else UNFIT.sub("_", name).strip("_.")
        moment = self.handed_in(path)
        return {
            "student_id": student or number,
            "file_id": file,
            "timestamp": moment.strftime("%Y-%m-%d %H:%M:%S UTC"),
        }

    def handed_in(self, path: Path) -> datetime:
        """When a file was handed in: by its entry in the archive it came from, else by its own time.

        Entries have no time zone (APPNOTE.TXT, 4.4.6); they are taken for this machine's own.
        """
        for place in path.parents:
            archive = place.parent.parent / ARCHIVE_FOLDER / f"{place.name}.zip"
            if archive.is_file():
                moment = self.find_time(archive, path.relative_to(place))
                if moment is not None:
                    return moment.astimezone(UTC)
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def find_time(self, archive: Path, path: Path) -> datetime | None:
        """The time of the entry that a file is from: its own, or that of the inner archive which held it.

        A notebook that was put beside a program (:mod:`.plain_files`) is as old as that.
        """
        entries = self.entries(archive)
        program = path.with_name(OF_EXERCISE.sub(r"\1\2.py", path.name))
        names = [
            path.as_posix(),
            program.as_posix(),
            *(f"{place.as_posix()}{kind}" for place in path.parents for kind in ARCHIVES),
        ]
        return next((entries[name] for name in names if name in entries), None)

    def entries(self, archive: Path) -> dict[str, datetime]:
        """The time of each file of an archive; read once."""
        if archive not in self.times:
            self.times[archive] = {}
            with contextlib.suppress(Exception), zipfile.ZipFile(archive) as opened:  # it was read with care before
                for entry in opened.infolist():
                    with contextlib.suppress(ValueError):  # entries of the year 1980 can have a month 0
                        self.times[archive][seen(entry.filename)] = datetime(*entry.date_time)
        return self.times[archive]


def moodle(path: Path) -> tuple[str, str, str] | None:
    """Student's name and number, and the file's own name, by the folder that Moodle made."""
    for folder in path.parents:
        match = MOODLE.fullmatch(folder.name)
        if match:
            return match["name"], match["number"], path.name
    return None


def canvas(path: Path) -> tuple[str, str, str] | None:
    """The same by the name that Canvas gave the file, or the archive that it was in."""
    for place in (path, *path.parents[:4]):
        match = CANVAS.fullmatch(place.name)
        if match:
            rest = match["rest"] if place == path else path.name
            return match["name"], match["number"], AGAIN.sub("", Path(rest).stem) + path.suffix
    return None
