"""However often a program calls, what is said of it takes no longer than there are calls."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from autograder.checks.event_log import tell
from autograder.checks.observed import ObservedRun
from autograder.diagnosis.facts import facts_of
from autograder.engine.evidence import Evidence
from autograder.engine.lost_updates import interruptions
from autograder.errors import CheckFailed
from tests.diagnosis.many_calls import run_of


def operations(deed: Callable[[], object]) -> int:
    """How many operations of the interpreter a deed takes."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        deed()
    finally:
        sys.settrace(before)
    return count


def find_interruptions(evidence: Evidence) -> object:
    """Whoever came between reading and writing."""
    return interruptions(evidence, "read", "write")


def say_what_was_given(evidence: Evidence) -> object:
    """A sentence about all calls."""
    with pytest.raises(CheckFailed) as failed:
        ObservedRun(evidence).probe("task").was_given(("nothing of this kind",))
    return failed.value


@pytest.mark.parametrize("deed", [facts_of, find_interruptions, tell, say_what_was_given])
def test_four_times_as_many_calls_take_four_times_as_long(deed: Callable[[Evidence], object]) -> None:
    """And not sixteen times, as when each call were held against all others."""
    small, large = run_of(150), run_of(600)
    assert operations(lambda: deed(large)) < 6 * operations(lambda: deed(small))


def test_twenty_thousand_calls_are_no_obstacle() -> None:
    """Ten times as many as a run may have."""
    facts = facts_of(run_of(20_000))
    assert "task: given an answer late" in facts
    assert "go: relies on a poll" in facts


def test_a_sentence_about_many_calls_stays_short() -> None:
    """The first are named, and the others counted."""
    failed = say_what_was_given(run_of(600))
    assert "and 188 more" in str(failed)
    assert len(str(failed)) < 5000
