"""How far somebody is in the course: a small file beside its exercises, kept between sessions."""

import contextlib
from pathlib import Path

import msgspec

from autograder.checks.course import Course
from autograder.files import replace

PROGRESS_FILE = ".autograder_progress.json"


class Standing(msgspec.Struct):
    """What the program of one exercise has earned, when it was checked last."""

    points: float
    of: float

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be had."""
        return self.of > 0 and self.points >= self.of


class Progress:
    """The standing in each exercise; a file that cannot be read or written is nobody's trouble, and is done without."""

    def __init__(self, course: Course) -> None:
        """Read what is known."""
        self.path: Path = course.root / PROGRESS_FILE
        self.standings: dict[str, Standing] = {}
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            self.standings = msgspec.json.decode(self.path.read_bytes(), type=dict[str, Standing])

    def is_done(self, exercise: str) -> bool:
        """Whether all points of an exercise were earned."""
        return exercise in self.standings and self.standings[exercise].is_done

    def note(self, exercise: str, points: float, of: float) -> None:
        """Keep what a check has given."""
        self.standings[exercise] = Standing(points, of)
        with contextlib.suppress(OSError):
            replace(self.path, msgspec.json.format(msgspec.json.encode(self.standings), indent=1) + b"\n")
