"""What is written down of sleeps and timed waits is bounded, however many a program makes."""

from types import SimpleNamespace
from typing import Any, cast

from autograder.engine.evidence import Evidence
from autograder.engine.notifications import Notification
from autograder.engine.recorder import MOST_WAITS, Recorder
from autograder.engine.scenario import Scenario
from autograder.engine.steps import call
from autograder.engine.timed_calls import TimedCall


def test_so_many_different_waits_are_written_down_and_no_more() -> None:
    """Those that are known are counted on; what comes beyond the bound is not kept anywhere."""
    evidence = Evidence(Scenario(call("go")), "program", "fork", "seed")
    member = SimpleNamespace(is_caller=False, pid=7)
    population = SimpleNamespace(member=lambda _: member, survivors=lambda: [])
    recorder = Recorder(evidence, cast(Any, population), cast(Any, None), cast(Any, None), lambda: 0.0)
    for thread in [*range(1, 2 * MOST_WAITS + 1), 1]:
        held = Notification(1, thread, "clock_nanosleep", ())
        recorder.note_wait(held, thread, TimedCall("clock_nanosleep", 1.0, True))
    assert len(evidence.waits) == len(recorder.waits) == len(recorder.by_thread) == MOST_WAITS
    assert [one.count for one in evidence.waits[:2]] == [2, 1]
