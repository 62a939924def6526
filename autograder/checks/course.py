"""The course on disk: exercises in ``exercises/NN_topic``, their solutions in ``solutions/NN_topic``."""

import difflib
import multiprocessing
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Self

import msgspec

from autograder.engine.scenario import START_METHODS
from autograder.errors import UsageError
from autograder.sandbox.limits import Limits

EXERCISE_FILE = "exercise.toml"
SIGNATURES_FILE = "signatures.json"
FOLDER_NAME = re.compile(r"\d\d_[a-z][a-z0-9_]*")


class ExerciseFile(msgspec.Struct, forbid_unknown_fields=True):
    """The contents of ``exercise.toml``."""

    title: str
    objective: str
    listing: str
    given: list[str] = []
    start_methods: tuple[str, ...] = tuple(START_METHODS)
    limits: dict[str, int | float] = {}
    minutes: Annotated[int, msgspec.Meta(ge=0)] = 0  # about how long a beginner takes; 0 where nobody has said
    needs: list[str] = []  # the exercises that are to be done before it
    ungraded: list[str] = []  # how facts begin that the contract does not grade; no mistake is known by them


@dataclass(frozen=True)
class Exercise:
    """One exercise: its folder, what ``exercise.toml`` says of it, and what it counts in an assignment."""

    folder: Path
    about: ExerciseFile
    weight: float = 1.0
    points: Mapping[str, float] = field(default_factory=dict)  # of checks whose own points do not count

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read an exercise folder; raises :class:`UsageError` with file and line for what is wrong in it."""
        folder = folder.resolve()  # the checks are found again by their absolute path
        path = folder / EXERCISE_FILE
        if not FOLDER_NAME.fullmatch(folder.name):
            raise UsageError(f"{folder}: an exercise folder is named NN_topic: two digits, then a lower-case name.")
        if folder.name.partition("_")[2] in sys.stdlib_module_names:
            name = folder.name.partition("_")[2]
            raise UsageError(f"{folder}: {name!r} is a module of Python's own, which needs it; choose another name.")
        try:
            about = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), ExerciseFile)
            msgspec.convert(about.limits, Limits)
        except OSError as error:
            raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
        except (tomllib.TOMLDecodeError, msgspec.ValidationError, TypeError) as error:
            raise UsageError(f"{path}: {error}.") from error
        for name in sorted(set(about.limits) - {one.name for one in fields(Limits)}):
            raise UsageError(f"{path}: limits: there is no {name!r}; autograder/sandbox/limits.py has all of them.")
        for name in about.given:
            if not (folder / name).is_file():
                raise UsageError(f"{path}: given: there is no {name!r} in this folder.")
        unknown = [method for method in about.start_methods if method not in START_METHODS]
        if unknown:
            raise UsageError(
                f"{path}: start_methods: there is no {unknown[0]!r}; there are {', '.join(START_METHODS)}."
            )
        return cls(folder, about)

    @property
    def name(self) -> str:
        """``02_process_subclass``."""
        return self.folder.name

    @property
    def module(self) -> str:
        """``process_subclass``: the module that the student writes."""
        return self.folder.name.partition("_")[2]

    @property
    def file(self) -> str:
        """``process_subclass.py``."""
        return f"{self.module}.py"

    @property
    def checks(self) -> Path:
        """The open checks."""
        return self.folder / f"test_{self.module}.py"

    @property
    def tried(self) -> list[str]:
        """The start methods of the checks that this system has."""
        return [method for method in self.about.start_methods if method in multiprocessing.get_all_start_methods()]

    @property
    def not_tried(self) -> list[str]:
        """The others: checks under them are not run here."""
        return [method for method in self.about.start_methods if method not in self.tried]

    @property
    def limits(self) -> Limits:
        """What one run may use."""
        return msgspec.convert(self.about.limits, Limits)

    def worth(self, check: str, points: float) -> float:
        """What a check counts that is worth ``points`` by itself."""
        return self.points.get(check, points) * self.weight

    def given_files(self) -> dict[str, bytes]:
        """Files that the exercise hands to the program beside the student's own."""
        return {name: (self.folder / name).read_bytes() for name in self.about.given}

    @property
    def solution(self) -> Path:
        """The twin folder of instructors; students do not have it."""
        return self.folder.parent.parent / "solutions" / self.folder.name


@dataclass(frozen=True)
class Course:
    """All exercises, in order."""

    root: Path
    exercises: tuple[Exercise, ...]

    @classmethod
    def load(cls, root: Path) -> Self:
        """Read ``exercises/``; raises :class:`UsageError` when there is none."""
        root = root.resolve()  # pytest knows its files by their full paths
        folders = sorted(path.parent for path in (root / "exercises").glob(f"*/{EXERCISE_FILE}"))
        if not folders:
            raise UsageError(f"{root} holds no course: there is no exercises/NN_topic/{EXERCISE_FILE} in it.")
        return cls(root, tuple(Exercise.load(folder) for folder in folders))

    @classmethod
    def around(cls, place: Path) -> Self:
        """The course that a folder belongs to: the nearest one at or above it; an exercise may stand alone."""
        for folder in (place.resolve(), *place.resolve().parents):
            if list((folder / "exercises").glob(f"*/{EXERCISE_FILE}")):
                return cls.load(folder)
            if (folder / EXERCISE_FILE).is_file() and folder.parent.name != "exercises":
                return cls(folder.parent, (Exercise.load(folder),))
        raise UsageError(f"{place} is not inside a course. Go to the folder with exercises/ in it, or to an exercise.")

    def pick(self, names: list[str]) -> tuple[Exercise, ...]:
        """The exercises with these names: ``02_process_subclass``, ``2``, ``subclass`` or a path."""
        return pick(self.exercises, names, "The course")

    def within(self, place: Path) -> tuple[Exercise, ...]:
        """The exercise that a place belongs to, or those below it; none where it has to do with neither."""
        place = place.resolve()
        around = [one for one in self.exercises if place.is_relative_to(one.folder)]
        return tuple(around or [one for one in self.exercises if one.folder.is_relative_to(place)])


def pick(exercises: tuple[Exercise, ...], names: Iterable[str], whole: str) -> tuple[Exercise, ...]:
    """The exercises with these names, all for none; raises :class:`UsageError` for a name that ``whole`` has not."""
    picked = [find(exercises, name, whole) for name in names]
    return tuple({one.name: one for one in picked}.values()) or exercises


def find(exercises: tuple[Exercise, ...], name: str, whole: str) -> Exercise:
    """The one exercise that a word means: by name, number or file, or as a part of one name alone."""
    wanted = (Path(name).name or name).lower()
    number = wanted.zfill(2) if wanted.isdecimal() else ""
    found = [one for one in exercises if wanted in (one.name, one.module, one.file) or one.name[:2] == number]
    if not found and not number and len(wanted) > 1:
        found = [one for one in exercises if wanted.removesuffix(".py") in one.name]
    if len(found) == 1:
        return found[0]
    if found:
        candidates = ", ".join(one.name for one in found)
        raise UsageError(f"{name!r} may mean several exercises: {candidates}. Which of them?")
    near = difflib.get_close_matches(wanted, [word for one in exercises for word in (one.name, one.module)], 1)
    close = next((one.name for one in exercises if near and near[0] in (one.name, one.module)), "")
    hint = f" Did you mean {close}?" if close else ""
    raise UsageError(f"There is no exercise {name!r}.{hint} {whole} has: {', '.join(one.name for one in exercises)}.")
