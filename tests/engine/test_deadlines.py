"""What is counted as computing: processor time, of whoever looks again and again without waiting the judge's, too."""

import time
from types import SimpleNamespace
from typing import Any, cast

import pytest

from autograder.engine.deadlines import CLOCK_SECONDS, MANY_LOOKS, Deadlines
from autograder.engine.evidence import Evidence
from autograder.engine.scenario import Scenario
from autograder.engine.steps import call
from autograder.sandbox.limits import Limits

SECONDS = 0.05


@pytest.mark.parametrize(("asked", "computes"), [(0, False), (MANY_LOOKS, False), (MANY_LOOKS + 1, True)])
def test_who_looks_often_computes_by_what_the_judge_has_to_answer(asked: int, computes: bool) -> None:
    """The processes themselves have hardly any time of a processor, because each look is stopped at the judge."""
    population = SimpleNamespace(time_used=lambda: (0.0, 0.0), restart_clock=lambda: None, measure=lambda: None)
    limits = Limits(cpu_seconds=SECONDS)
    deadlines = Deadlines(Evidence(Scenario(call("go")), "program", "fork", "seed"), cast(Any, population), limits)
    deadlines.restart()
    until = time.process_time() + SECONDS
    while time.process_time() <= until or deadlines.waited() < CLOCK_SECONDS:
        pass
    assert deadlines.computes(asked) == (computes, computes)
