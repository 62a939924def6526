"""How many seconds a step took, by the judge's clock, and which of those that it says are right.

Theory of operation. A right clock is read before the first process is started and after the last has ended. The
judge keeps each start until nobody else can move (:mod:`autograder.engine.lifecycle`), the first of them for a while
longer, and it lets the last call end at a drawn part of a second after a whole one (:mod:`autograder.engine.holding`).
So the right seconds lie between bounds that are the judge's own observations, a clock that is read after a start
falls below them, and no whole second lies between them, whatever the load. A load that is so great that the bounds
reach that far all the same leaves the run unclear, and it is repeated.
"""

from autograder.engine.evidence import Evidence, ObservedStep, ProbeCall, Start
from autograder.engine.scenario import passed_on

CLOCK_STEP = 0.001  # seconds by which two clocks of one machine may differ over a run
ROUNDING = 0.05  # seconds by which a program that gives tenths may be wrong
SLACK = ROUNDING + CLOCK_STEP


def calls_within(evidence: Evidence, step: ObservedStep) -> list[ProbeCall]:
    """The calls that a step has led to, and that were let go: those of the probes that it was given."""
    names = {probe.name for probe in passed_on(step.step)}
    return [call for call in evidence.calls if call.released is not None and call.name in names]


def first_start(evidence: Evidence, calls: list[ProbeCall]) -> Start:
    """The first start of a process that made one of these calls; where no start was seen, the first call itself.

    Starts go on one at a time, each when nobody else can move; so who is born after one belongs to it.
    """
    found = [
        start
        for process in {call.process.number: call.process for call in calls}.values()
        for start in [one for one in evidence.starts if (one.released or evidence.seconds) <= process.born][-1:]
    ]
    return min(found, key=lambda one: one.arrived, default=Start(min(call.arrived for call in calls)))


def time_taken(evidence: Evidence, step: ObservedStep, calls: list[ProbeCall]) -> tuple[float, float]:
    """The fewest and the most seconds that a step can honestly say it took, rounded to a tenth or finer.

    The fewest are those from the first start to the end of the last call, the most are all that it took.
    """
    shortest = max(call.released or 0.0 for call in calls) - first_start(evidence, calls).arrived
    return shortest - SLACK, (step.left or 0.0) - step.entered + SLACK


def is_unclear(evidence: Evidence) -> bool:
    """Whether a step says that it took what is right, but a wrong measurement could say the same.

    That is so where the machine was so slow at the end that whole seconds, or those since the first start was
    over, are among the right ones.
    """
    step = evidence.steps[0] if evidence.steps and evidence.scenario.measured is not None else None
    if step is None or step.left is None or type(step.value) not in (int, float):
        return False
    calls = calls_within(evidence, step)
    if not calls:
        return False
    shortest, longest = time_taken(evidence, step, calls)
    over = first_start(evidence, calls).released
    late = 0.0 if over is None else step.left - over + SLACK
    return bool(shortest <= step.value <= longest and (step.value == int(step.value) or step.value <= late))
