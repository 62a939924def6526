"""Why a pool never answers, and which worker died at its work.

What it rests on: that a process has ended, when, and with which status, is the kernel's word; which call it was busy
with is known because calls pass through the judge. What a thread of the pool died of is what Python printed.
"""

import signal
from dataclasses import dataclass

from autograder.checks.narrative import say_call, say_error, say_place, say_process
from autograder.checks.tracebacks import Traceback, read_tracebacks
from autograder.engine.evidence import Evidence, ProbeCall, Process

HANDS_RESULTS_ON = "_handle_results"
ENDED = (
    "It came in the thread of the pool that hands results on, and ended that thread; so no result arrives any more, "
    "and whoever waits for one waits for ever"
)
BEGIN = "What does the pool call there, with what, and what may that do?"


@dataclass(frozen=True)
class Silence:
    """Why nothing comes any more: a key for facts, a sentence, and what to ask oneself next."""

    cause: str
    text: str
    question: str = ""


def why_silent(evidence: Evidence) -> Silence | None:
    """The cause why a pool stopped answering, if it is known."""
    for printed in read_tracebacks(evidence.errors):
        if any(frame.function == HANDS_RESULTS_ON for frame in printed.frames):
            return thread_died(printed, evidence)
    deaths = died_at_work(evidence)
    if not deaths:
        return None
    first = min(call.released or call.arrived for _, call in deaths)
    then = "What it was to deliver never comes"
    if any(process.born > first for process in evidence.made()):
        then = "A new worker has taken its place, but nobody takes up the task that it left"
    said = f"{say_deaths(deaths)} {then}{say_waiting(evidence)}."
    return Silence("a worker died at its work", said, "Which line ends a worker, and what becomes of its task then?")


def thread_died(printed: Traceback, evidence: Evidence) -> Silence:
    """What ended the thread that hands results on."""
    error = printed.claim()
    said, last = say_error(error), printed.frames[-1]
    setting = next((frame for frame in printed.frames if frame.function == "_set"), None)
    if setting is None:
        rebuilt = (
            f"What a worker sent back could not be rebuilt in the caller: {said}. An object is sent as its class and "
            f"what that is to be made of; for an exception, that is its `args`. {ENDED}{say_waiting(evidence)}."
        )
        return Silence("what a worker sent cannot be rebuilt", rebuilt, "With which arguments is the class made anew?")
    role = "error callback" if "error_callback" in setting.code else "callback"
    if last is setting and error.type == "TypeError":
        given = "the exception" if role == "error callback" else "the result"
        text = f"The {role} could not be called: {said}. It is called with one argument, {given}. "
        return Silence(f"the {role} has the wrong parameters", f"{text}{ENDED}{say_waiting(evidence)}.", BEGIN)
    return Silence(f"the {role} raised", f"The {role} raised {said}. {ENDED}{say_waiting(evidence)}.", BEGIN)


def say_waiting(evidence: Evidence) -> str:
    """Where the caller waits."""
    place = next((one.place for one in evidence.positions if one.process.is_caller and one.place), None)
    return f": here the caller, in {say_place(place)}" if place else ""


def died_at_work(evidence: Evidence) -> list[tuple[Process, ProbeCall]]:
    """The children that ended badly during a call or after it, without an exception, each with its last call."""
    found = []
    told = any(frame.function == "_bootstrap" for one in read_tracebacks(evidence.errors) for frame in one.frames)
    for process in evidence.made():
        calls = [call for call in evidence.calls if call.process is process]
        if process.gone is not None and process.status and calls and (process.status < 0 or not told):
            found.append((process, calls[-1]))
    return found


def say_deaths(deaths: list[tuple[Process, ProbeCall]]) -> str:
    """Who ended how, and in the middle of what."""
    said = []
    for process, call in deaths[:2]:
        status = process.status or 0
        how = f"was killed by {say_signal(-status)}" if status < 0 else f"ended itself with exit status {status}"
        when = "during its call" if call.released is None else "after its call"
        after = ", which had raised an exception" if call.raised else ""
        said.append(f"{say_process(process).capitalize()} {how} {when} {say_call(call).partition(' in ')[0]}{after}")
    return "; ".join(said) + "." if said else ""


def say_signal(number: int) -> str:
    """A signal by its name."""
    return signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
