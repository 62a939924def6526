"""Seconds that a program says it took, beside the judge's own clock: the verdict is the same at every load."""

import pytest

from autograder.checks.attempt import RETRIES
from autograder.checks.observed import ObservedRun
from autograder.engine.evidence import Ending, Evidence, ObservedStep, ProbeCall, Process, Start
from autograder.engine.measured import is_unclear
from autograder.engine.probes import Probe
from autograder.engine.scenario import START_METHODS, Scenario
from autograder.engine.steps import call
from autograder.errors import CheckFailed
from tests.conftest import Judge

PROGRAM = """
import math, time
from multiprocessing import Manager, Process

def run(tasks):
    began = time.perf_counter()
    children = [Process(target=task) for task in tasks]
    for child in children: child.start()
    started = time.perf_counter()
    for child in children: child.join()
    ended = time.perf_counter()
    return ended - began, ended - started, started - began

def right(tasks): return run(tasks)[0]
def tenths(tasks): return round(run(tasks)[0], 1)
def helper_first(tasks):
    with Manager(): return run(tasks)[0]
def after_the_starts(tasks): return run(tasks)[1]
def until_the_joins(tasks): return run(tasks)[2]
def cut_off(tasks): return int(run(tasks)[0])
def rounded(tasks): return round(run(tasks)[0])
def rounded_up(tasks): return math.ceil(run(tasks)[0])
def floored(tasks): return run(tasks)[0] // 1
def halves(tasks): return round(2 * run(tasks)[0]) / 2
def milliseconds(tasks): return int(1000 * run(tasks)[0])

def after_the_first_start(tasks):
    began, children = 0, [Process(target=task) for task in tasks]
    for child in children:
        child.start()
        began = began or time.perf_counter()
    for child in children: child.join()
    return time.perf_counter() - began
"""
TASKS = {"amber": 0.03, "birch": 0.3, "cedar": 0.05}


def is_right(judged: Judge, name: str, start_method: str, part: float) -> bool:
    """Whether the seconds that come back are found right."""
    task = Probe("task", 3, 3, answer="nothing", seconds=TASKS)
    step = call(name, [task.labelled(label) for label in TASKS])
    for _ in range(1 + RETRIES):  # as an attempt does, where the machine was too busy to tell
        evidence = judged(PROGRAM, step, start_method=start_method, measured=part)
        assert evidence.ending is Ending.FINISHED, evidence.errors
        if not is_unclear(evidence):
            break
    assert not is_unclear(evidence)
    try:
        ObservedRun(evidence).measures_its_time(name, "task")
    except CheckFailed:
        return False
    return True


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("name", ["right", "tenths", "helper_first"])
def test_what_is_measured_from_before_the_first_start_is_right(judged: Judge, name: str, start_method: str) -> None:
    """Rounded to a tenth, too, and whatever was started before for another purpose."""
    assert is_right(judged, name, start_method, 0.15)


@pytest.mark.parametrize("part", [0.15, 0.65])
@pytest.mark.parametrize("name", ["cut_off", "rounded", "rounded_up", "floored", "halves", "milliseconds"])
def test_no_whole_number_is_right(judged: Judge, name: str, part: float) -> None:
    """The last task ends where no rounding is near."""
    assert not is_right(judged, name, "fork", part)


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("name", ["after_the_starts", "after_the_first_start", "until_the_joins"])
def test_a_clock_that_leaves_out_a_part_is_wrong(judged: Judge, name: str, start_method: str) -> None:
    """The first start alone takes longer than any rounding."""
    assert not is_right(judged, name, start_method, 0.3)


@pytest.mark.parametrize(
    ("value", "left", "unclear"),
    [
        (1.32, 2.33, False),  # right
        (0.9, 2.33, False),  # since the first start was over: not among the right ones, so it is wrong
        (1.25, 2.70, True),  # the same, on a machine that took its time to come back
        (1.60, 2.70, False),  # right there, too
        (1.0, 2.33, False),
        (2.0, 3.1, True),  # it took so long to come back that a whole second has passed
    ],
)
def test_when_it_cannot_be_told_the_run_is_repeated(value: float, left: float, unclear: bool) -> None:
    """A wrong measurement that is among the right ones is nobody's verdict; what a later step does is not measured."""
    task, again = Probe("task", 1, seconds={"amber": 0.3}), Probe("again", 1)
    steps = call("right", [task.labelled("amber")]), call("right", [again.labelled("birch")])
    evidence = Evidence(Scenario(*steps, measured=0.3), "program", "fork", "seed")
    child = Process(1, 3, 0, 2, False, False, born=1.41)
    evidence.starts = [Start(1.0, 1.4)]
    evidence.calls = [ProbeCall("task", child, 1.45, ["amber"], {}, "", None, {}, 0, released=2.3)]
    evidence.calls.append(ProbeCall("again", child, 8.0, ["birch"], {}, "", None, {}, 1, released=9.0))
    evidence.steps = [ObservedStep(evidence.scenario.steps[0], entered=0.99, left=left, value=value)]
    assert is_unclear(evidence) is unclear
