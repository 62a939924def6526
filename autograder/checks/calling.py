"""Run an exercise's checks on many attempts, without a session of pytest for each time.

Theory of operation. A session reads the checks in, once for as long as their file stays as it is; a check is then a
function of the runs that it asks for, and is called as pytest calls it. That is so for checks that take ``run`` alone,
as those of ``docs/authoring.md`` do. Where one takes fixtures of its own, is a method, is skipped or expected to
fail, an exercise has its session each time.

Unlike a session this bounds no check's time: where programs are run, that is the affair of the job they are part of.
"""

import inspect
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from autograder.checks import plugin
from autograder.checks.attempt import Attempt
from autograder.checks.observed import ObservedRun
from autograder.checks.results import Verdict
from autograder.checks.session import run_session, unusable
from autograder.engine.scenario import ScenarioMaker

PLAIN_FIXTURES = {"request", "run", "start_method"}
NOT_PLAIN = ("skip", "skipif", "usefixtures", "xfail")


@dataclass
class CollectedChecks:
    """The checks of one exercise as pytest has found them, in order, once under each start method."""

    attempt: Attempt
    items: list[pytest.Item] = field(default_factory=list)

    def pytest_configure(self, config: pytest.Config) -> None:
        """Say under which start methods checks are run."""
        config.stash[plugin.ATTEMPT] = self.attempt

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Keep them."""
        self.items = list(session.items)

    @cached_property
    def are_plain(self) -> bool:
        """Whether each is a function of its runs, and nothing else."""
        return bool(self.items) and all(map(is_plain, self.items))


_kept: dict[tuple[Path, bytes, tuple[str, ...]], CollectedChecks] = {}


def is_plain(item: Any) -> bool:
    """Whether a check is a function that takes ``run``, and nothing that pytest would have to prepare."""
    return (
        isinstance(item, pytest.Function)
        and item.cls is None
        and set(item.fixturenames) <= PLAIN_FIXTURES
        and set(item.callspec.params) == {"start_method"}
        and set(inspect.signature(item.obj).parameters) == {"run"}
        and not inspect.iscoroutinefunction(item.obj)
        and not any(item.get_closest_marker(name) for name in NOT_PLAIN)
    )


def collect(attempt: Attempt) -> CollectedChecks:
    """The checks of an attempt's exercise, read in anew if they have changed; raises :class:`KitError` if unusable."""
    exercise = attempt.exercise
    key = exercise.folder, exercise.checks.read_bytes(), tuple(attempt.start_methods)
    if key not in _kept:
        found = CollectedChecks(attempt)
        status, printed = run_session(exercise, [found], "--collect-only")
        if status != pytest.ExitCode.OK or not found.items:
            raise unusable(exercise, printed)
        _kept[key] = found
    return _kept[key]


def call_checks(attempt: Attempt) -> list[Verdict] | None:
    """The verdicts of an attempt's checks, in order; None where these need a session of their own."""
    found = collect(attempt)
    return [call_check(item, attempt) for item in found.items] if found.are_plain else None


def call_check(item: Any, attempt: Attempt) -> Verdict:
    """The verdict of one check."""
    item.config.stash[plugin.ATTEMPT] = attempt
    method = item.callspec.params["start_method"]

    def run(make: ScenarioMaker) -> ObservedRun:
        """As the fixture of that name."""
        return attempt.look_at(item.originalname, make, method)

    called = pytest.CallInfo.from_call(lambda: item.obj(run=run), "call", reraise=(KeyboardInterrupt,))
    return plugin.judge_call(item, called)
