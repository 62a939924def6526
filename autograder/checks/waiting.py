"""Whether a step waited: blocked until the event, and not by a sleep, a poll or a time limit of anybody's.

A sleep that is too short shows by itself: the judge lets it end while the work still goes on. What is told here is
who looked again and again until the work was over.
"""

from autograder.engine.alarms import ALARMS
from autograder.engine.evidence import Evidence, ObservedStep, ProbeCall, Reliance, TimedWait
from autograder.messages import Message

SLEEPS = ("clock_nanosleep", "nanosleep")


def find_guess(evidence: Evidence, step: ObservedStep) -> Message:
    """Who slept or polled in the place of waiting, as a sentence; empty when nobody did."""
    for still in evidence.standstills:
        if still.step is not None and evidence.steps[still.step] is step and still.timed:
            if still.wait in SLEEPS:
                return Message("The caller slept instead of waiting for the end.")
            return Message(
                "The caller looked again and again, or waited with a time limit instead of waiting for the end."
            )
    for reliance in evidence.reliances:
        poller = find_poller(evidence, reliance) if evidence.steps[reliance.step] is step else None
        if poller is not None:
            return say_poller(poller)
    return Message("")


def find_pause(evidence: Evidence, step: ObservedStep) -> Message:
    """How the caller slept or waited with a time limit beside a living process, as a sentence; empty if it did not.

    A sleep of somebody else, whom the caller waited for, is the caller's too; but not that of a child at its work.
    """
    for wait in without_workers(evidence, evidence.waits):
        if wait.beside and wait.step is not None and evidence.steps[wait.step] is step:
            if not is_of_caller(wait):
                return Message(
                    "Before it returned, with a child process alive, the caller waited for {who}, for up to "
                    "{seconds:.3g} s.",
                    who=say_sleeper(wait),
                    seconds=wait.seconds,
                )
            words = "The caller slept for {seconds:.3g} s before it returned, with a child process alive."
            if not wait.sleeps:
                words = "The caller waited for up to {seconds:.3g} s before it returned, with a child process alive."
            return Message(words, seconds=wait.seconds)
    return Message("")


def find_pace(evidence: Evidence, calls: list[ProbeCall]) -> Message:
    """Who slept between two of the calls, so that shorter ones would not have met, as a sentence; empty for nobody.

    A call or its process, which came only when the judge let the clock run, would have come so much later by any clock.
    """
    for begun in ([call.process.born for call in calls], [call.arrived for call in calls]):
        for pace in evidence.paces:
            wait = next(iter(without_workers(evidence, pace.sleepers)), None)
            if wait is not None and min(begun) < pace.at < max(begun) and not lets_another_come(evidence, pace, calls):
                words = (
                    "Between two calls, {slept}, although nobody else had anything left to do. If calls are shorter "
                    "than that, one is over before the next begins."
                )
                return Message(words, slept=say_rest(wait))
    return Message("")


def lets_another_come(evidence: Evidence, pace: Reliance, calls: list[ProbeCall]) -> bool:
    """Whether what began then was a call of another probe: a result was logged later, and none of these put off."""
    begun = [start.arrived for start in evidence.starts] + [process.born for process in evidence.processes]
    other = [call.arrived for call in evidence.calls if call not in calls and call.arrived >= pace.at]
    return bool(other) and not any(pace.at <= at < min(other) for at in [*begun, *(call.arrived for call in calls)])


def say_rest(wait: TimedWait) -> Message:
    """Who slept or waited with a time limit, and for how long, inside of a sentence."""
    who = Message("process {pid}", pid=wait.pid)
    if wait.process is not None and wait.process.is_caller:
        who = Message("the caller") if wait.main else Message("a thread of the caller")
    if wait.sleeps:
        words = "{who} slept for {seconds:.3g} s"
        if wait.count > 1:
            words = "{who} slept again and again, for up to {seconds:.3g} s"
    else:
        words = "{who} waited with a time limit of {seconds:.3g} s"
        if wait.count > 1:
            words = "{who} waited again and again, with a time limit of up to {seconds:.3g} s"
    return Message(words, who=who, seconds=wait.seconds)


def find_poller(evidence: Evidence, reliance: Reliance) -> TimedWait | None:
    """Who slept while the caller waited for it; not a process that does the work itself, and sleeps in it."""
    return next(iter(without_workers(evidence, reliance.sleepers)), None)


def without_workers(evidence: Evidence, waits: list[TimedWait]) -> list[TimedWait]:
    """The waits of the caller, and of processes that do no work."""
    workers = evidence.workers
    return [one for one in waits if one.process is None or one.process.is_caller or one.process.number not in workers]


def is_of_caller(wait: TimedWait) -> bool:
    """Whether it is the caller's own first thread that waits."""
    return wait.main and wait.process is not None and wait.process.is_caller


def say_poller(wait: TimedWait) -> Message:
    """Who had the caller wait although the work was over."""
    if is_of_caller(wait) and (wait.sleeps or wait.call in ALARMS):
        return Message("When the work was over, the caller did not notice: it looks only when some time is over.")
    if is_of_caller(wait):
        return Message("When the work was over, the caller stood in a wait with a time limit.")
    return Message("When the work was over, the caller was still waiting for {who}.", who=say_sleeper(wait))


def say_sleeper(wait: TimedWait) -> Message:
    """Who sleeps or waits with a time limit, and how."""
    who = Message("process {pid}", pid=wait.pid)
    if wait.process is not None and wait.process.is_caller:
        who = Message("its own first thread") if wait.main else Message("one of its threads")
    if wait.sleeps:
        words = "{who}, which slept again and again" if wait.count > 1 else "{who}, which slept"
    elif wait.count > 1:
        words = "{who}, which waited with a time limit again and again"
    else:
        words = "{who}, which waited with a time limit"
    return Message(words, who=who)
