"""Why a pool never answers, and which worker died at its work.

What it rests on: that a process has ended, when, and with which status, is the kernel's word; which call it was busy
with is known because calls pass through the judge. What a thread of the pool died of is what Python printed.
"""

import signal
from dataclasses import dataclass

from autograder.checks.narrative import say_error, say_place, say_process, show_arguments
from autograder.checks.tracebacks import Traceback, read_tracebacks
from autograder.engine.evidence import Evidence, ProbeCall, Process
from autograder.messages import Message

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
    text: Message
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
    said = Message.joined([say_deaths(deaths), say_waiting(then, evidence)])
    return Silence("a worker died at its work", said, "Which line ends a worker, and what becomes of its task then?")


def thread_died(printed: Traceback, evidence: Evidence) -> Silence:
    """What ended the thread that hands results on."""
    error = printed.claim()
    said, last, ended = say_error(error), printed.frames[-1], say_waiting(ENDED, evidence)
    setting = next((frame for frame in printed.frames if frame.function == "_set"), None)
    if setting is None:
        rebuilt = Message(
            "What a worker sent back could not be rebuilt in the caller: {error}. An object is sent as its class and "
            "what that is to be made of; for an exception, that is its `args`. {then}",
            error=said,
            then=ended,
        )
        return Silence("what a worker sent cannot be rebuilt", rebuilt, "With which arguments is the class made anew?")
    fails = "error_callback" in setting.code
    role = "error callback" if fails else "callback"
    if last is setting and error.type == "TypeError":
        words = (
            "The error callback could not be called: {error}. It is called with one argument, the exception. {then}"
            if fails
            else "The callback could not be called: {error}. It is called with one argument, the result. {then}"
        )
        return Silence(f"the {role} has the wrong parameters", Message(words, error=said, then=ended), BEGIN)
    words = "The error callback raised {error}. {then}" if fails else "The callback raised {error}. {then}"
    return Silence(f"the {role} raised", Message(words, error=said, then=ended), BEGIN)


def say_waiting(then: str, evidence: Evidence) -> Message:
    """What becomes of whoever waits; where the caller does, if that is known."""
    place = next((one.place for one in evidence.positions if one.process.is_caller and one.place), None)
    if place:
        return Message("{then}: here the caller, in {place}.", then=Message(then), place=say_place(place))
    return Message("{then}.", then=Message(then))


def died_at_work(evidence: Evidence) -> list[tuple[Process, ProbeCall]]:
    """The children that ended badly during a call or after it, without an exception, each with its last call."""
    found = []
    told = any(frame.function == "_bootstrap" for one in read_tracebacks(evidence.errors) for frame in one.frames)
    for process in evidence.made():
        calls = [call for call in evidence.calls if call.process is process]
        if process.gone is not None and process.status and calls and (process.status < 0 or not told):
            found.append((process, calls[-1]))
    return found


def say_deaths(deaths: list[tuple[Process, ProbeCall]]) -> Message:
    """Who ended how, and in the middle of what; empty when nobody did."""
    if not deaths:
        return Message("")
    return Message("{deaths}.", deaths=Message.joined([say_death(*one) for one in deaths[:2]], "{before}; {after}"))


def say_death(process: Process, call: ProbeCall) -> Message:
    """How a process ended, and in the middle of what."""
    status = process.status or 0
    how = Message("ended itself with exit status {status}", status=status)
    if status < 0:
        how = Message("was killed by {signal}", signal=say_signal(-status))
    words = "{process} {ended} during its call `{name}({arguments})`"
    if call.released is not None:
        words = "{process} {ended} after its call `{name}({arguments})`"
    given = show_arguments(call, 60)
    said = Message(words, process=say_process(process, first=True), ended=how, name=call.name, arguments=given)
    return Message("{death}, which had raised an exception", death=said) if call.raised else said


def say_signal(number: int) -> str:
    """A signal by its name."""
    if number in set(signal.Signals):
        return signal.Signals(number).name
    return Message("signal {number}", number=number)
