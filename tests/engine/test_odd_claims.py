"""Whatever a program sends, it is the program that fails: no claim makes an error of the kit's own."""

import contextlib
import copy
import inspect
import json
import runpy
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.checks.course import Course, Exercise
from autograder.checks.endings import say_ending, say_trouble
from autograder.checks.event_log import tell
from autograder.checks.observed import ObservedRun
from autograder.diagnosis.facts import facts_of
from autograder.diagnosis.signatures import diagnose, load_signatures
from autograder.engine import judge, protocol
from autograder.engine.draw import Draw
from autograder.engine.evidence import Ending, Evidence
from autograder.engine.steps import call
from autograder.errors import CheckFailed
from autograder.recording.evidence_record import decode_evidence, encode_evidence
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import ROOT

EXERCISES = Course.load(ROOT).exercises
KINDS = ("dict", "list", "tuple", "set", "frozenset", "int", "process.Worker", "")

leaves: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)
)
leaves |= st.text(max_size=5) | st.sampled_from([0, 1, 100, 2, 3, "we", "main Process"])


def containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """What the harness would send, and what it never would."""
    pairs = st.builds(lambda key, value: {"type": "tuple", "items": [key, value]}, inner, inner)
    items = st.lists(inner, max_size=4) | st.lists(pairs, max_size=4)
    return (
        st.builds(lambda kind, held: {"type": kind, "items": held}, st.sampled_from(KINDS), items)
        | st.fixed_dictionaries({"type": st.sampled_from(KINDS), "text": inner}, optional={"process": inner})
        | st.builds(lambda one: {"type": "Process", "text": "", "process": {"pid": one, "name": one}}, inner)
        | st.dictionaries(st.text(max_size=4), inner, max_size=3)
        | st.lists(inner, max_size=3)
    )


claims = st.recursive(leaves, containers, max_leaves=12)


@given(claims)
def test_a_claim_becomes_data_or_something_that_equals_nothing(claim: Any) -> None:
    """It can be shown, compared, counted and kept."""
    decoded = protocol.decode_value(msgspec.json.decode(json.dumps(claim)))
    assert isinstance(repr(decoded), str)
    assert decoded == copy.copy(decoded) or isinstance(decoded, protocol.Opaque)


@pytest.mark.parametrize("depth", [21, 100, 300, 450, 900, 5000])
@pytest.mark.parametrize(
    ("begin", "end"),
    [('{"type": "list", "items": [', "]}"), ("[", "]"), ('{"process": ', "}"), ('{"type": "x", "text": ', "}")],
)
def test_a_deep_claim_is_nonsense(depth: int, begin: str, end: str) -> None:
    """It is refused as a message, or becomes something that equals nothing; the kit goes on."""
    packet = f'{{"role": "probe", "name": "task", "arguments": [{begin * depth}1{end * depth}]}}'.encode()
    try:
        hello = protocol.HELLO.decode(packet)
    except (msgspec.DecodeError, RecursionError):
        return
    assert isinstance(hello, protocol.ProbeHello)
    assert len(repr(protocol.decode_value(hello.arguments[0]))) < 500


@pytest.fixture(scope="module")
def graded(sandbox: Sandbox) -> Callable[[Exercise], dict[str, Evidence]]:
    """The evidence of each scenario of an exercise, for its reference."""
    found: dict[str, dict[str, Evidence]] = {}

    def run(exercise: Exercise) -> dict[str, Evidence]:
        if exercise.name not in found:
            source = (exercise.solution / exercise.file).read_bytes()
            found[exercise.name] = {}
            for name, make in scenarios_of(exercise).items():
                scenario = make(Draw(name))
                files = {**exercise.given_files(), **scenario.given_files()}
                folder = sandbox.student_folder(exercise.file, source, files)
                found[exercise.name][name] = judge.run(
                    sandbox, folder, exercise.module, scenario, "fork", "odd", exercise.limits
                )
        return found[exercise.name]

    return run


def scenarios_of(exercise: Exercise) -> dict[str, Callable[[Draw], Any]]:
    """The scenarios of an exercise, by name."""
    found = runpy.run_path(str(exercise.checks))
    return {name: made for name, made in found.items() if inspect.isfunction(made) and is_scenario(made)}


def is_scenario(function: Any) -> bool:
    """Whether a function makes a scenario of a draw."""
    return list(inspect.signature(function).parameters) == ["draw"]


def spoil(evidence: Evidence, data: st.DataObject) -> Evidence:
    """The same run, but with other claims in some places."""
    other = copy.deepcopy(evidence)
    claim = claims.map(protocol.decode_value)
    for step in other.steps:
        if step.step.kind != "assign" and data.draw(st.booleans()):
            step.value = data.draw(claim)
    for made in other.calls:
        if data.draw(st.booleans()):
            made.arguments = data.draw(st.lists(claim, max_size=3))
            made.keywords = data.draw(st.dictionaries(st.text(max_size=3), claim, max_size=1))
            made.watched = {name: data.draw(claim) for name in made.watched}
            made.thread = data.draw(st.text(max_size=3))
            made.place = data.draw(st.none() | st.tuples(st.text(max_size=3), st.integers(), st.text(max_size=3)))
    return other


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_every_check_decides_on_odd_claims(
    graded: Callable[[Exercise], dict[str, Evidence]], exercise: Exercise, data: st.DataObject
) -> None:
    """A check passes or fails; sentences, facts and a diagnosis can be had in any case."""
    runs = {name: spoil(evidence, data) for name, evidence in graded(exercise).items()}
    checks = runpy.run_path(str(exercise.checks))
    for name, check in checks.items():
        if name.startswith("test_"):
            with contextlib.suppress(CheckFailed, AssertionError):
                check(lambda make: ObservedRun(runs[make.__name__]))
    for evidence in runs.values():
        kept = decode_evidence(encode_evidence(evidence), evidence.scenario)
        assert list(facts_of(kept)) == list(facts_of(evidence))
        assert facts_of(evidence)
        assert tell(evidence)
        assert isinstance(say_trouble(evidence) + say_ending(evidence), str)
    signatures = load_signatures(exercise.folder / "signatures.json")
    assert signatures is not None
    diagnose({(name, "fork"): evidence for name, evidence in runs.items()}, b"", signatures)


def test_a_long_number_of_a_line_is_no_line(judged: Callable[..., Evidence]) -> None:
    """Neither in what a process prints nor in what it says of where it stands."""
    source = """
    import multiprocessing, os, socket, sys
    def go():
        line = "9" * 5000
        print('Traceback (most recent call last):', file=sys.stderr)
        print(f'  File "/home/student/program.py", line {line}, in go', file=sys.stderr)
        print('ValueError: no', file=sys.stderr, flush=True)
        multiprocessing.SimpleQueue().get()
    """
    evidence = judged(source, call("go"))
    assert evidence.ending is Ending.BLOCKED
    assert "ValueError: no" in say_trouble(evidence)
