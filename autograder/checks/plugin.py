"""The pytest plugin: checks are pytest tests, and one fixture runs a scenario.

* ``@pytest.mark.points(n)``: what a check is worth, over all start methods together.
* ``run``: a fixture; ``run(scenario)`` gives the :class:`~autograder.checks.observed.ObservedRun` of that scenario
  under the start method at hand. Each check is run once under each start method.

pytest never imports the student's module: it is run in a sandbox, and checks look at evidence.
"""

import importlib
import secrets
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from autograder.checks.assignment import Assignment
from autograder.checks.attempt import Attempt
from autograder.checks.check_errors import say_check_error
from autograder.checks.course import EXERCISE_FILE, Course, Exercise
from autograder.checks.observed import ObservedRun
from autograder.checks.results import Outcome, Verdict
from autograder.checks.session import points_of, sentence_of
from autograder.engine.scenario import ScenarioMaker
from autograder.errors import CheckFailed, Inconclusive
from autograder.escaping import as_text
from autograder.intake.submission import SubmittedFile, find_obstacle
from autograder.messages import Message
from autograder.platforms import environment_for_own_code
from autograder.sandbox.environment import Environment

ATTEMPT = pytest.StashKey[Attempt]()
TYPED = pytest.StashKey[Attempt]()  # of somebody who typed `pytest`, and not of a grading
VERDICTS = pytest.StashKey[list[Verdict]]()
LEARNED = pytest.StashKey[list[str]]()  # what each of pytest-xdist's workers has learned, as JSON
SUMMARY = "autograder.reports.pytest_summary"  # stands above, and is reached by its name, as pytest reaches plugins
SENT = "autograder_verdict"  # of a report that comes from a worker


class Hooks:
    """What other plugins can hear of."""

    @pytest.hookspec
    def pytest_autograder_verdict(self, verdict: Verdict) -> None:
        """A check has been decided under one start method."""


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Make the hooks known."""
    pluginmanager.add_hookspecs(Hooks)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the plugin."""
    group = parser.getgroup("autograder", "grading of concurrent programs")
    group.addoption("--submission", metavar="FOLDER", help="grade the file in FOLDER, not the one beside the checks")
    group.addoption("--seed", help="what the random choices of the scenarios start from (fresh by default)")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
    config.addinivalue_line("markers", "points(number): what this check is worth, over all start methods together")
    config.stash[VERDICTS], config.stash[LEARNED] = [], []
    if not hasattr(config, "workerinput"):  # else this is one of pytest-xdist's workers
        config.pluginmanager.register(Listener(config))


class Listener:
    """Hears what comes of checks that pytest-xdist's workers run; of all others a report says nothing."""

    def __init__(self, config: pytest.Config) -> None:
        """Nothing was heard yet."""
        self.config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep a verdict."""
        if hasattr(report, SENT):
            self.config.stash[VERDICTS].append(msgspec.convert(getattr(report, SENT), Verdict))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Keep what a worker has learned of the runs that it made."""
        self.config.stash[LEARNED] += [node.workeroutput[SENT]] if SENT in getattr(node, "workeroutput", {}) else []


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of pytest-xdist tells what it has learned."""
    attempt, output = session.config.stash.get(TYPED, None), getattr(session.config, "workeroutput", None)
    if attempt is not None and output is not None:
        summary = importlib.import_module(SUMMARY)
        output[SENT] = summary.learned(attempt, session.config.stash[VERDICTS])


@cache
def exercise_of(path: Path) -> Exercise | None:
    """The exercise whose checks stand in this file."""
    return Exercise.load(path.parent) if (path.parent / EXERCISE_FILE).is_file() else None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each check once under each start method of its exercise; one that asks for no run is refused."""
    exercise = exercise_of(metafunc.definition.path)
    if exercise is None:
        return
    if "run" not in metafunc.fixturenames:
        line = metafunc.function.__code__.co_firstlineno
        raise pytest.Collector.CollectError(
            f"{exercise.checks.name}, line {line}: {metafunc.function.__name__} has no argument `run`, so it would "
            "check no program."
        )
    attempt = metafunc.config.stash.get(ATTEMPT, None)
    ours = attempt is not None and attempt.exercise.folder == exercise.folder
    methods = attempt.start_methods if attempt is not None and ours else exercise.tried
    metafunc.parametrize("start_method", methods, indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bound each check well above the sandbox's own deadline; the sandbox is to speak first."""
    for item in items:
        exercise = exercise_of(item.path)
        if exercise is not None and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(4 * exercise.limits.most_seconds + 60))


@pytest.fixture
def start_method(request: pytest.FixtureRequest) -> str:
    """The start method that this run of the check is made under."""
    return str(request.param)


@pytest.fixture(scope="session")
def autograder_sandbox() -> Iterator[Environment]:
    """One sandbox for the whole session, when nobody brought one along."""
    with environment_for_own_code() as sandbox:
        yield sandbox


@pytest.fixture
def run(request: pytest.FixtureRequest, start_method: str) -> Callable[[ScenarioMaker], ObservedRun]:
    """Give a check the means to run a scenario and to get what was seen of it."""
    attempt = request.config.stash.get(ATTEMPT, None)
    exercise = exercise_of(request.path)
    if attempt is None or exercise is None or attempt.exercise.folder != exercise.folder:
        attempt = begin_attempt(request, exercise)
    check = getattr(request.function, "__name__", "")
    return lambda make: attempt.look_at(check, make, start_method)


def begin_attempt(request: pytest.FixtureRequest, exercise: Exercise | None) -> Attempt:
    """The attempt of somebody who typed ``pytest``: the file beside the checks, or in ``--submission``."""
    if exercise is None:
        raise pytest.UsageError(
            f"{request.path.parent} has no {EXERCISE_FILE}; `run` is for the checks of an exercise."
        )
    folder = Path(request.config.getoption("--submission") or exercise.folder)
    try:
        source = (folder / exercise.file).read_bytes()
        handed = SubmittedFile(source, str(folder / exercise.file), find_obstacle(exercise, source))
    except OSError as error:
        obstacle = Message("{file} cannot be read: {error}.", file=folder / exercise.file, error=error.strerror)
        handed = SubmittedFile(b"", "", obstacle)
    seed = request.config.getoption("--seed") or secrets.token_hex(8)
    (exercise,) = Assignment.counted(Course.around(exercise.folder), [exercise])
    attempt = Attempt(exercise, handed, seed, request.getfixturevalue("autograder_sandbox"))
    request.config.stash[ATTEMPT] = request.config.stash[TYPED] = attempt
    return attempt


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn what a check did into a verdict, and a failure into sentences."""
    report = yield
    ours = "start_method" in getattr(item, "fixturenames", ()) and exercise_of(item.path) is not None
    if not ours or (call.when != "call" and call.excinfo is None):
        return report
    verdict = judge_call(item, call)
    if verdict.outcome is not Outcome.PASSED:
        report.longrepr = explain(verdict)
    item.config.stash[VERDICTS].append(verdict)
    if hasattr(item.config, "workeroutput"):
        setattr(report, SENT, msgspec.to_builtins(verdict, enc_hook=as_text))
    item.config.hook.pytest_autograder_verdict(verdict=verdict)
    return report


def judge_call(item: pytest.Item, call: pytest.CallInfo[None]) -> Verdict:
    """The verdict of one check: only :class:`CheckFailed` is the student's; all else is ours, the author's included."""
    function: Any = item
    name, sentence, method = function.originalname, sentence_of(item), function.callspec.params["start_method"]
    verdict = Verdict(name, sentence, method, points_of(item), Outcome.PASSED)
    attempt, exercise = item.config.stash.get(ATTEMPT, None), exercise_of(item.path)
    if exercise is not None and attempt is not None and attempt.exercise.folder == exercise.folder:
        exercise = attempt.exercise  # with the weight and points that the assignment gives it
    if exercise is not None:
        verdict.of = exercise.worth(name, verdict.of) / len(exercise.about.start_methods)
    if call.excinfo is None:
        return verdict
    error = call.excinfo.value
    if isinstance(error, CheckFailed):
        verdict.outcome, verdict.evidence = Outcome.FAILED, list(error.evidence)
        verdict.expected, verdict.actual, verdict.next_step = error.expected, error.actual, error.next_step
        verdict.trouble = error.trouble
        return verdict
    verdict.expected, verdict.actual = sentence, say_check_error(error, item.path.parent)
    verdict.outcome = Outcome.INCONCLUSIVE if isinstance(error, Inconclusive) else Outcome.ERROR
    return verdict


def explain(verdict: Verdict) -> str:
    """A verdict for the terminal."""
    ours = verdict.outcome in (Outcome.ERROR, Outcome.INCONCLUSIVE)
    lines = ["This is no failure of yours: the grader could not decide."] if ours else []
    lines += [verdict.sentence, f"  expected: {verdict.expected}", f"  seen:     {verdict.actual}"]
    if verdict.next_step:
        lines.append(f"  next:     {verdict.next_step}")
    return "\n".join(lines)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what is to be learned, as `autograder check` does, and how many points that makes."""
    verdicts, attempt = config.stash[VERDICTS], config.stash.get(TYPED, None)
    if verdicts and (attempt is not None or config.stash[LEARNED]):
        summary = importlib.import_module(SUMMARY)
        width = terminalreporter._tw.fullwidth
        for line in summary.lines(attempt, verdicts, config.stash[LEARNED], width):
            terminalreporter.write_line(line)
