"""Collect what a learning platform's archive holds: ``nbgrader zip_collect`` with a collector of ours.

``nbgrader zip_collect processes --collector=autograder.gradebook.collector.PlatformCollector``

Moodle puts each student's files into a folder ``Full Name_17_assignsubmission_file_``; in Canvas's archive
every file is called ``name_LATE_1234_5678_topic.py``, and a file that was handed in again ``topic-1.py``.
Sources: Moodle documentation, "Assignment: Download all submissions"; Canvas Instructor Guide, "How do I
download all student submissions for an assignment?".
"""

import contextlib
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.plugins import FileNameCollectorPlugin
from traitlets import Enum, List

ARCHIVE_FOLDER = "archive"  # where nbgrader wants the downloads
VALID = [".ipynb", ".py"]
MOODLE = re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)(?:_.*)?")
CANVAS = re.compile(r"(?P<name>[^_]+)_(?:(?:LATE|late)_)?(?P<number>\d+)_(?P<file>\d+)_(?P<rest>.+)")
AGAIN = re.compile(r"-\d+$")
UNFIT = re.compile(r"[^\w.@-]+")


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
                moment = self.entries(archive).get(path.relative_to(place).as_posix())
                if moment is not None:
                    return moment.astimezone(UTC)
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def entries(self, archive: Path) -> dict[str, datetime]:
        """The time of each file of an archive; read once."""
        if archive not in self.times:
            self.times[archive] = {}
            with contextlib.suppress(OSError, zipfile.BadZipFile), zipfile.ZipFile(archive) as opened:
                for entry in opened.infolist():
                    with contextlib.suppress(ValueError):  # entries of the year 1980 can have a month 0
                        self.times[archive][entry.filename] = datetime(*entry.date_time)
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
