"""Whoever waits for the end of one of several is too early, whichever it is: those who are waited for end first."""

from typing import Any

import pytest

from autograder.engine.evidence import Ending
from autograder.engine.probes import Probe
from autograder.engine.scenario import START_METHODS
from autograder.engine.steps import call
from tests.conftest import Judge

CHILDREN = 4
TASK = Probe("task", CHILDREN, together=CHILDREN)
TIMES = dict(zip("abcd", (0.05, 0.08, 0.35, 0.03), strict=True))
LASTING = Probe("task", CHILDREN, together=CHILDREN, seconds=TIMES)
SCENARIOS: dict[str, tuple[Probe, dict[str, Any]]] = {
    "all at once": (TASK, {}),
    "one by one": (TASK, {"one_by_one": True, "late_child": True}),
    "for a time": (LASTING, {}),
    "for a real time": (LASTING, {"measured": 0.3}),
}
PROGRAM = """
import asyncio, os, select, threading, time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Process
from multiprocessing.connection import wait

def go(task):
    children = [Process(target=task, args=(name,)) for name in "abcd"]
    for child in children: child.start()
    one = children[{which}]
    {wait}
    return 1
"""
# Each waits for the end of one child, by another road.
WAITS = {
    "join": "one.join()",
    "in a thread": "t = threading.Thread(target=one.join); t.start(); t.join()",
    "sentinel": "wait([one.sentinel])",
    "select": "select.select([one.sentinel], [], [])",
    "descriptor": "p = select.poll(); p.register(os.pidfd_open(one.pid), select.POLLIN); p.poll()",
}
BUT_ONE = "[child.join() for child in children if child is not one]"
ALL = {
    "in the order of starts": "for child in children: child.join()",
    "in another order": "for child in children[::-1]: child.join()",
    "with threads": ("with ThreadPoolExecutor() as threads: list(threads.map(Process.join, children))"),
    "by sentinels": (
        "left = [child.sentinel for child in children]\n    while left: left = [s for s in left if s not in wait(left)]"
        "\n    for child in children: child.join()"
    ),
}


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("which", range(CHILDREN))
@pytest.mark.parametrize("name", SCENARIOS)
def test_no_child_is_always_the_last(judged: Judge, name: str, which: int, start_method: str) -> None:
    """Neither the first, nor the last, nor any in between, however their calls are let go."""
    probe, options = SCENARIOS[name]
    source = PROGRAM.format(which=which, wait=WAITS["join"])
    evidence = judged(source, call("go", probe), start_method=start_method, **options)
    assert evidence.ending is Ending.FINISHED
    assert evidence.steps[0].survivors


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("which", range(CHILDREN))
@pytest.mark.parametrize("name", SCENARIOS)
def test_nobody_may_be_left_out(judged: Judge, name: str, which: int, start_method: str) -> None:
    """Whoever waits for all but one returns before that one has ended."""
    probe, options = SCENARIOS[name]
    source = PROGRAM.format(which=which, wait=BUT_ONE)
    evidence = judged(source, call("go", probe), start_method=start_method, **options)
    assert evidence.ending is Ending.FINISHED
    assert evidence.steps[0].survivors


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("name", WAITS)
def test_a_wait_for_an_end_is_known_by_whatever_road(judged: Judge, name: str, start_method: str) -> None:
    """By its pid, by its pipe, by its descriptor; in the caller's first thread or in another."""
    source = PROGRAM.format(which=2, wait=WAITS[name])
    evidence = judged(source, call("go", LASTING), start_method=start_method)
    assert evidence.ending is Ending.FINISHED
    assert evidence.steps[0].survivors


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("kind", SCENARIOS)
def test_whoever_waits_for_all_is_right(judged: Judge, kind: str, name: str, start_method: str) -> None:
    """All have ended when it returns, and the longest took as long as it should."""
    probe, options = SCENARIOS[kind]
    source = PROGRAM.format(which=0, wait=ALL[name])
    evidence = judged(source, call("go", probe), start_method=start_method, **options)
    assert evidence.ending is Ending.FINISHED
    assert not evidence.steps[0].survivors
    if probe.seconds:
        lasted = sorted(one.worked[1] - one.worked[0] for one in evidence.calls)
        assert lasted == pytest.approx(sorted(TIMES.values()))
