"""A run of many calls, made up: what a program leads to that calls again and again, under a bound that is far off."""

from autograder.engine.evidence import (
    Ending,
    Evidence,
    ObservedStep,
    ProbeCall,
    Process,
    Reliance,
    Standstill,
    TimedWait,
)
from autograder.engine.probes import ManagedDict, Probe
from autograder.engine.scenario import Scenario
from autograder.engine.steps import call

PROCESSES = 20


def run_of(number: int) -> Evidence:
    """As many calls of a task and of a managed dict's probes, each at a standstill and beside a sleep of its own.

    At every tenth standstill all calls are held and all sleepers sleep that have come since the one before, and at the
    last one a third of all.
    """
    shared = ManagedDict("shared", {"hits": 7}, Probe("read", 4, 4), Probe("write", 4, answer="nothing"))
    scenario = Scenario(call("go", Probe("task", number // 3), shared), one_by_one=True)
    evidence = Evidence(scenario, "program", "fork", "many", Ending.FINISHED, seconds=float(number))
    evidence.processes = [
        Process(one, 100 + one, None if one == 0 else 0, 1 if one == 0 else 100, False, False, 0.0)
        for one in range(PROCESSES)
    ]
    evidence.steps = [ObservedStep(scenario.steps[0], 0.0, float(number), "done")]
    for place in range(number):
        process, name = evidence.processes[1 + place // 3 % (PROCESSES - 2)], ("task", "read", "write")[place % 3]
        arguments = [f"answer {place - 6}", f"text {place}", [f"answer {place - 3}", f"answer {place - 6}"]]
        made = ProbeCall(name, process, float(place), arguments, {}, "MainThread", None, {"x": place}, 0)
        made.released, made.answer = place + 0.5, f"answer {place}"
        evidence.calls.append(made)
        pid = 99 + PROCESSES + place
        sleeper = TimedWait(evidence.processes[-1], pid, True, "clock_nanosleep", 1.0, True, place + 0.1, 0, 1)
        evidence.waits.append(sleeper)
        together = number // 3 if place == number - 1 else 10 if place % 10 == 9 else 1
        held, sleepers = evidence.calls[-together:], evidence.waits[-together:]
        still = Standstill(place + 0.25, held, 0, "wait4", None, False, False, PROCESSES - 1, [], sleepers=sleepers)
        evidence.standstills.append(still)
        evidence.reliances.append(Reliance(place + 0.25, 0, sleepers))
    return evidence
