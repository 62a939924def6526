"""Whether a step waited: blocked until the event, and not by a sleep, a poll or a time limit of anybody's.

A sleep that is too short shows by itself: the judge lets it end while the work still goes on. What is told here is
who looked again and again until the work was over.
"""

from autograder.engine.evidence import Evidence, ObservedStep, Reliance, TimedWait

SLEEPS = ("clock_nanosleep", "nanosleep")


def find_guess(evidence: Evidence, step: ObservedStep) -> str:
    """Who slept or polled in the place of waiting, as a sentence; empty when nobody did."""
    for still in evidence.standstills:
        if still.step is not None and evidence.steps[still.step] is step and still.timed:
            how = "slept" if still.wait in SLEEPS else "looked again and again, or waited with a time limit"
            return f"The caller {how} instead of waiting for the end."
    for reliance in evidence.reliances:
        poller = find_poller(evidence, reliance) if evidence.steps[reliance.step] is step else None
        if poller is not None:
            return f"When the work was over, the caller was still waiting for {say_sleeper(poller)}."
    return ""


def find_pause(evidence: Evidence, step: ObservedStep) -> str:
    """How the caller slept or waited with a time limit beside a living process, as a sentence; empty if it did not."""
    for wait in evidence.waits:
        mine = wait.main and wait.process is not None and wait.process.is_caller
        if mine and wait.beside and wait.step is not None and evidence.steps[wait.step] is step:
            how = "slept for" if wait.sleeps else "waited for up to"
            return f"The caller {how} {wait.seconds:.3g} s before it returned, with a child process alive."
    return ""


def find_poller(evidence: Evidence, reliance: Reliance) -> TimedWait | None:
    """Who slept while the caller waited for it; not a process that does the work itself, and sleeps in it."""
    workers = evidence.workers
    others = [
        one
        for one in reliance.sleepers
        if one.process is None or one.process.is_caller or one.process.number not in workers
    ]
    return next(iter(others), None)


def say_sleeper(wait: TimedWait) -> str:
    """Who sleeps or waits with a time limit, and how."""
    caller = wait.process is not None and wait.process.is_caller
    who = "its own first thread" if caller and wait.main else "one of its threads" if caller else f"process {wait.pid}"
    how = "slept" if wait.sleeps else "waited with a time limit"
    return f"{who}, which {how}{' again and again' if wait.count > 1 else ''}"
