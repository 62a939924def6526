"""``docs/authoring.md``: all that authors may use is on it, its examples run, and it says what is so."""

import ast
import doctest
import inspect
import re
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

import autograder
from autograder import Draw
from autograder.checks.attempt import Attempt
from autograder.checks.course import Course, Exercise
from autograder.checks.observed import ObservedRun
from autograder.checks.observed_probe import ObservedProbe
from autograder.checks.results import Outcome
from autograder.checks.session import run_session
from autograder.desk.grading import Bridge, grade_file
from autograder.errors import CheckFailed
from autograder.intake.submission import SubmittedFile
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import ROOT
from tests.docs.authoring import BUILDING, MADE, PAGE, SAYING, SECTIONS, is_public, members, own_names, reference

TEXT = PAGE.read_text(encoding="utf-8")
PROGRAM, CHECKS = re.findall(r"^```python\n(.*?)^```$", TEXT.partition(MADE)[0], re.MULTILINE | re.DOTALL)
THINGS = [thing for things in SECTIONS.values() for thing in things]
DOCUMENTED = {thing.__name__: thing for thing in THINGS}
DOCUMENTED |= {f"{thing.__name__}.{name}": member for thing in THINGS for name, member in members(thing)}
# Public by name, but of the engine's and the kit's own; no check has a use for it.
INTERNAL = {
    *("Probe.workers", "Scenario.dicts", "Scenario.probes", "Scenario.all_probes", "Scenario.given_files"),
    *("Scenario.script", "Scenario.refuse_what_cannot_be_meant", "Scenario.refuse_names_that_are_not_there"),
    *("Message.made", "Message.shown", "Message.of", "Message.template", "Message.into", "Message.change"),
    *("ObservedRun.require_step", "ObservedProbe.require_held", "ObservedStep.succeeded"),
    *("Process.is_caller", "Process.is_child"),  # told with what else there is to see of one
}
CAUGHT = [
    (name, mistake)
    for name, thing in DOCUMENTED.items()
    for mistake in re.findall(r"\b\d\d_\w+/\w+", inspect.getdoc(thing) or "")
]
SHIPPED = sorted((ROOT / "exercises").glob("*/test_*.py"))
PLAIN = {name for kind in (str, list, tuple, dict, set, int, type) for name in dir(kind)}
NOT_FOR_CHECKS = {"evidence", "reference"}  # the page says so


def test_the_page_is_what_the_docstrings_make() -> None:
    """``python -m tests.docs.authoring`` was run after the last change of a docstring."""
    assert MADE + TEXT.partition(MADE)[2] == reference()


def test_everything_public_is_on_the_page() -> None:
    """Every name of the package, and every public method and property of every class on the page."""
    assert set(autograder.__all__) - {"__version__"} <= set(DOCUMENTED)
    for thing in THINGS:
        public = {f"{thing.__name__}.{name}" for name, one in own_names(thing).items() if is_public(name, one)}
        assert public - INTERNAL <= set(DOCUMENTED), thing
    for name in INTERNAL:
        owner, _, attribute = name.partition(".")
        assert hasattr(DOCUMENTED[owner], attribute), f"{name} is gone"


@pytest.mark.parametrize("name", DOCUMENTED)
def test_each_has_a_sentence_an_example_and_what_it_catches(name: str) -> None:
    """What there is only to see needs no example; what cannot fail a check catches nothing."""
    thing: Any = DOCUMENTED[name]
    text = inspect.getdoc(thing) or ""
    assert text.split("\n\n")[0].rstrip().endswith((".", ")."))
    assert ">>>" in text or thing not in [*BUILDING, *SAYING]
    fails = inspect.isfunction(thing) and thing.__module__.startswith("autograder.checks")
    fails = fails and (".fail(" in inspect.getsource(thing) or "raise CheckFailed" in inspect.getsource(thing))
    assert not (fails or thing in BUILDING) or re.search(r"^Catches\b", text, re.MULTILINE)
    if isinstance(thing, type) and thing not in SAYING:
        fields = set(getattr(thing, "__dataclass_fields__", ())) if thing in BUILDING else set()
        assert fields <= set(re.findall(r"`(\w+)`", text))


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    """The page's program and checks as an exercise."""
    folder = tmp_path_factory.mktemp("course") / "exercises/50_example"
    folder.mkdir(parents=True)
    (folder / "exercise.toml").write_text('title = "Example"\nobjective = "do it"\nlisting = "none"\n')
    (folder / "example.py").write_text(PROGRAM)
    (folder / "test_example.py").write_text(CHECKS)
    return Course.around(folder).exercises[0]


def test_the_pages_program_passes_the_pages_checks(course: Exercise, sandbox: Sandbox) -> None:
    """Under every start method."""
    result, _ = grade_file(course, course.folder / course.file, sandbox, "page")
    assert result.outcome is Outcome.PASSED, [verdict.actual for verdict in result.verdicts]
    assert (result.points, len(result.verdicts)) == (6, 6)


def test_every_example_does_what_the_page_says(course: Exercise, sandbox: Sandbox) -> None:
    """Each docstring's, about one real run of the page's own scenario."""
    attempt = Attempt(course, SubmittedFile(PROGRAM.encode(), course.file), "page", sandbox)
    world: dict[str, Any] = {name: getattr(autograder, name) for name in autograder.__all__}
    exec(CHECKS, world)
    observed = attempt.run(world["example"], "fork")
    world |= {"observed": observed, "task": observed.probe("task"), "draw": Draw("page")}
    world["run"] = lambda make: attempt.run(make, "fork")
    runner = doctest.DocTestRunner(verbose=False)
    said: list[str] = []
    for name, thing in DOCUMENTED.items():
        test = doctest.DocTestParser().get_doctest(inspect.getdoc(thing) or "", dict(world), name, name, 0)
        runner.run(test, out=said.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)


@pytest.fixture
def failed_by(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The methods through which checks have failed since."""
    found: set[str] = set()

    def watch(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def watched(*arguments: Any, **keywords: Any) -> Any:
            try:
                return method(*arguments, **keywords)
            except CheckFailed:
                found.add(name)
                raise

        return watched

    for kind in (ObservedRun, ObservedProbe):
        for name, member in list(vars(kind).items()):
            if is_public(name, member) and inspect.isfunction(member):
                monkeypatch.setattr(kind, name, watch(f"{kind.__name__}.{name}", member))
    return found


@pytest.mark.thorough
@pytest.mark.parametrize(("name", "mistake"), CAUGHT, ids=[" ".join(one) for one in CAUGHT])
def test_a_mistake_is_caught_by_the_method_that_says_so(
    name: str, mistake: str, sandbox: Sandbox, failed_by: set[str]
) -> None:
    """The course's own program, graded by the exercise's own checks, under fork."""
    folder, _, file = mistake.partition("/")
    (exercise,) = Course.load(ROOT).pick([folder])
    source = (exercise.solution / f"mistakes/{file}.py").read_bytes()
    attempt = Attempt(exercise, SubmittedFile(source, exercise.file), "page", sandbox)
    run_session(exercise, [Bridge(attempt, None)], "-k", "fork and not forkserver")
    assert name in failed_by


def undocumented(source: str) -> Iterator[str]:
    """The names that a file of checks uses and the page does not have."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    drawn = {one.arg for node in calls if ast.unparse(node.func) == "Scenario" for one in node.keywords}
    known = {name.rpartition(".")[2] for name in DOCUMENTED} | PLAIN | {"mark", "points"} | {str(one) for one in drawn}
    known |= {one for thing in THINGS for one in re.findall(r"^- (.*?): ", inspect.getdoc(thing) or "", re.M)} - {""}
    known |= {one for names in known for one in re.findall(r"`(\w+)`", names)}
    known |= set(re.findall(r"`draw\.(\w+)\(", inspect.getdoc(Draw) or ""))
    for node in ast.walk(tree):
        names = [node.attr] if isinstance(node, ast.Attribute) else []
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("getattr", "hasattr"):
            names.append(str(ast.literal_eval(node.args[1])))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("autograder"):
            names += [one.name if node.module == "autograder" else f"{node.module}.{one.name}" for one in node.names]
        if isinstance(node, ast.Import):
            names += [one.name for one in node.names if one.name.startswith("autograder")]
        yield from (name for name in names if name not in known - NOT_FOR_CHECKS)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_no_check_uses_what_is_not_on_the_page(path: Path) -> None:
    """Neither by name nor by ``getattr``."""
    assert list(undocumented(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("observed.finishes()", []),
        ("observed.evidence.calls", ["evidence"]),
        ("observed.standstills[0].locks", ["locks"]),
        ("getattr(value, 'secret', None)", ["secret"]),
        ("from autograder.engine.judge import run", ["autograder.engine.judge.run"]),
        ("from autograder import Probe, Judge", ["Judge"]),
        ("import autograder.engine", ["autograder.engine"]),
        ("Scenario(n=3); observed.drawn.n; observed.drawn.m", ["m"]),
        ("draw.choice([1]); draw.gauss(0, 1)", ["gauss"]),
        ("still.timed or call.worked or process.is_server", ["timed", "worked", "is_server"]),
    ],
)
def test_what_is_not_on_the_page_is_seen(source: str, names: list[str]) -> None:
    """So the test before this one means something."""
    assert sorted(undocumented(source)) == sorted(names)
