"""A pytest session over the checks of one exercise: to run them, or only to know which there are."""

import contextlib
import io
import os
import sys
from dataclasses import dataclass
from typing import Any

import pytest

from autograder.checks.check_errors import say_check_error, without_folders
from autograder.checks.course import Exercise
from autograder.errors import KitError

# Parts of pytest that no check needs. Two of them collect garbage at the end of each session, which took longer than
# all else that pytest does there; the others are read in and registered each time.
UNNEEDED = (
    *("cacheprovider", "debugging", "doctest", "faulthandler", "junitxml", "legacypath", "logging", "pastebin"),
    *("setuponly", "setupplan", "stepwise", "threadexception", "unraisableexception"),
)
# Whatever else the instructor's own pytest is set up to do must not reach a grading session either.
NEUTRAL = (
    *("-q", "--noconftest", "--import-mode=importlib", "-c", os.devnull, "--no-header"),
    "--capture=sys",  # the descriptors stay as they are: that the reader of one has gone must not be undone
    "--tb=no",  # nobody reads pytest's own account of a failed check, and to write it took longer than the check
    *(option for name in UNNEEDED for option in ("-p", f"no:{name}")),
)


@dataclass(frozen=True)
class Check:
    """One check of an exercise: its name, its sentence, and its own points over all start methods together."""

    name: str
    sentence: str
    points: float


class CollectionErrors:
    """Hears why checks cannot be read, and where."""

    def __init__(self, exercise: Exercise) -> None:
        """Nothing was heard yet."""
        self.folder = exercise.folder
        self.said: list[str] = []

    def pytest_exception_interact(self, node: pytest.Item | pytest.Collector, call: pytest.CallInfo[Any]) -> None:
        """Note it, if it was no check that ran; pytest's own errors hide what they were caused by."""
        if isinstance(node, pytest.Collector) and call.excinfo is not None:
            error = call.excinfo.value
            if isinstance(error, pytest.Collector.CollectError) and error.__cause__ is None:
                self.said.append(str(error))
            else:
                self.said.append(say_check_error(error.__cause__ or error, self.folder))


def run_session(exercise: Exercise, plugins: list[object], *options: str) -> tuple[int, str]:
    """Run pytest over an exercise's checks; give its exit code, and what it printed, or why it could not begin."""
    arguments = [*NEUTRAL, "--rootdir", str(exercise.folder), "--confcutdir", str(exercise.folder)]
    arguments += options  # without a folder to end at, pytest lists every folder above the checks, up to the root
    arguments += ["-p", "pytest_timeout", "-p", "autograder.checks.plugin", str(exercise.checks)]
    outside = {name: os.environ.pop(name) for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS") if name in os.environ}
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.modules.pop(exercise.checks.stem, None)  # pytest would give back what an earlier session has read, or changed
    printed, errors = io.StringIO(), CollectionErrors(exercise)
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            status = int(pytest.main(arguments, plugins=[*plugins, errors]))
        nothing = "There is no check in them." if status == pytest.ExitCode.NO_TESTS_COLLECTED else ""
        return status, " ".join(errors.said) or nothing or printed.getvalue()
    finally:
        os.environ.update(outside)
        del os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]


def unusable(exercise: Exercise, printed: str) -> KitError:
    """What is said when pytest itself could not use an exercise's checks."""
    said = " ".join(without_folders(printed, exercise.folder).split())
    return KitError(f"The checks of {exercise.name} could not be run: {said[-800:]}")


def sentence_of(item: Any) -> str:
    """The sentence of a check: its docstring, in one line."""
    return " ".join((item.obj.__doc__ or item.originalname).split())


def points_of(item: pytest.Item) -> float:
    """What a check says it is worth, over all start methods together; 0 when it does not say."""
    marker = item.get_closest_marker("points")
    return float(marker.args[0]) if marker else 0.0


class Collector:
    """Keeps the checks that a session has found."""

    def __init__(self) -> None:
        """None yet."""
        self.checks: dict[str, Check] = {}

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note each check once, however many start methods it is run under."""
        for item in session.items:
            name = str(getattr(item, "originalname", item.name))
            self.checks.setdefault(name, Check(name, sentence_of(item), points_of(item)))


def checks_of(exercise: Exercise) -> tuple[Check, ...]:
    """The checks of an exercise, in order, none of them run; raises :class:`KitError` when they cannot be read."""
    collector = Collector()
    status, printed = run_session(exercise, [collector], "--collect-only")
    if status != pytest.ExitCode.OK or not collector.checks:
        raise unusable(exercise, printed)
    return tuple(collector.checks.values())
