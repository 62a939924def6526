"""Whoever sleeps between two starts lets one begin only when the other may be over; other sleeps put nothing off."""

import pytest

from autograder.checks.waiting import find_pace
from autograder.engine.evidence import Ending
from autograder.engine.probes import Probe
from autograder.engine.scenario import START_METHODS
from autograder.engine.steps import call
from autograder.recording.evidence_record import decode_evidence, encode_evidence
from tests.conftest import Judge

TASK = Probe("task", calls=3, together=3)
IMPORTS = "import concurrent.futures, multiprocessing, threading, time\nfrom multiprocessing import Process\n"
START = "ps.append(Process(target=task)); ps[-1].start()"
JOIN = "for p in ps: p.join()"
PACED = {
    "sleeps between the starts": f"for _ in range(3): {START}; time.sleep(3600)",
    "waits for nothing in between": f"for _ in range(3): {START}; threading.Event().wait(60)",
    "a thread that sleeps starts the last": (
        f"for _ in range(2): {START}\n    def later():\n        time.sleep(60); {START}\n"
        "    t = threading.Thread(target=later); t.start(); t.join()"
    ),
}
BY_THE_CLOCK = """pool = multiprocessing.Pool(3); results = []
    for _ in range(3): results.append(pool.apply_async(task)); time.sleep(60)
    for result in results: result.get()
    pool.close(); pool.join()"""
AT_ONCE = {
    "each child sleeps for as long": (
        "for _ in range(3): ps.append(Process(target=nap, args=(60, task))); ps[-1].start()"
    ),
    "sleeps before the first start": f"time.sleep(60)\n    for _ in range(3): {START}",
    "sleeps after the last start": f"for _ in range(3): {START}\n    time.sleep(60)",
    "joins with a limit first": f"for _ in range(3): {START}\n    for p in ps: p.join(0.1)",
    "a thread ticks beside it": (
        "threading.Thread(target=lambda: [time.sleep(0.05) for _ in range(9)], daemon=True).start()\n"
        f"    for _ in range(3): {START}"
    ),
    "sleeps when the pool is made": (
        "pool = multiprocessing.Pool(3); time.sleep(60)\n"
        "    for result in [pool.apply_async(task) for _ in range(3)]: result.get()\n    pool.close(); pool.join()"
    ),
    "waits for each to have begun": (
        "for _ in range(3):\n        begun = multiprocessing.Event()\n"
        "        ps.append(Process(target=tell, args=(begun, task))); ps[-1].start(); begun.wait()"
    ),
}


LOGGED = """import time
from multiprocessing import Pool

def go(task, log):
    def note(result):
        time.sleep(60)
        log(result)
    with Pool(2) as pool:
        for item in range(4): pool.apply_async(task, (item,), callback=note)
        pool.close()
        pool.join()
"""


@pytest.mark.parametrize("start_method", START_METHODS)
def test_a_sleep_before_what_follows_a_task_puts_off_no_task(judged: Judge, start_method: str) -> None:
    """The pool's own thread sleeps before it logs; its workers have their next tasks already."""
    task, log = Probe("task", 4, 2), Probe("log", 4)
    evidence = judged(LOGGED, call("go", task, log), start_method=start_method)
    assert evidence.ending is Ending.FINISHED
    assert len(evidence.calls_of("log")) == 4
    assert find_pace(evidence, evidence.calls_of("task")) == ""


def program(body: str) -> str:
    """A program that has `task` called three times."""
    others = "def tell(begun, task):\n    begun.set(); task()\ndef nap(seconds, task):\n    time.sleep(seconds); task()"
    return f"{IMPORTS}{others}\ndef go(task):\n    ps = []\n    {body}\n    {JOIN}\n"


@pytest.mark.parametrize("late_child", [False, True], ids=["", "late child"])
@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("name", PACED)
def test_what_begins_only_when_a_sleep_is_over_is_seen(
    judged: Judge, name: str, start_method: str, late_child: bool
) -> None:
    """Although all three are held together in the end; and a record of the run says the same."""
    evidence = judged(program(PACED[name]), call("go", TASK), start_method=start_method, late_child=late_child)
    assert evidence.ending is Ending.FINISHED
    assert evidence.overlap("task") == 3
    assert "Between two calls" in find_pace(evidence, evidence.calls)
    recorded = decode_evidence(encode_evidence(evidence), evidence.scenario)
    assert find_pace(recorded, recorded.calls) == find_pace(evidence, evidence.calls)


@pytest.mark.parametrize("late_child", [False, True], ids=["", "late child"])
@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("name", AT_ONCE)
def test_a_sleep_that_puts_nothing_off_costs_nothing(
    judged: Judge, name: str, start_method: str, late_child: bool
) -> None:
    """Before the first has begun, when all have, or of somebody whom no start waits for."""
    evidence = judged(program(AT_ONCE[name]), call("go", TASK), start_method=start_method, late_child=late_child)
    assert evidence.ending is Ending.FINISHED
    assert find_pace(evidence, evidence.calls) == ""


@pytest.mark.parametrize("start_method", START_METHODS)
def test_tasks_that_are_handed_out_by_the_clock_are_seen(judged: Judge, start_method: str) -> None:
    """The workers are there before the first task; the tasks come one by one."""
    evidence = judged(program(BY_THE_CLOCK), call("go", TASK), start_method=start_method)
    assert evidence.overlap("task") == 3
    assert "Between two calls" in find_pace(evidence, evidence.calls)


@pytest.mark.parametrize("start_method", START_METHODS)
def test_a_start_after_a_limited_wait_for_the_child_before_is_no_start_at_once(
    judged: Judge, start_method: str
) -> None:
    """Waited for again and again, such a limit may also make the judge let the first calls go before the last comes."""
    body = f"for _ in range(3): {START}; ps[-1].join(0.2)"
    evidence = judged(program(body), call("go", TASK), start_method=start_method)
    assert evidence.overlap("task") < 3 or find_pace(evidence, evidence.calls)
