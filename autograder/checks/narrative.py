"""Parts of evidence as sentences for people: processes, places, calls, errors, values."""

import difflib
from collections.abc import Sequence
from typing import Any

from autograder.checks.grammar import say_syntax_error
from autograder.checks.tracebacks import origin, without_kit
from autograder.checks.written import written
from autograder.engine.evidence import Evidence, ObservedStep, Position, ProbeCall, Process
from autograder.engine.lost_updates import Interruption
from autograder.engine.protocol import ErrorClaim, Opaque, Place
from autograder.messages import BOTH, Message

MOST_LISTED = 12  # so many calls are named in one sentence

WAITS = {
    "wait4": "waits for a child process to end",
    "waitid": "waits for a child process to end",
    "futex": "waits for a lock, a thread or a result",
    "poll": "waits for a message or for a process to end",
    "ppoll": "waits for a message or for a process to end",
    "select": "waits for a message or for a process to end",
    "pselect6": "waits for a message or for a process to end",
    "epoll_wait": "waits for a message",
    "epoll_pwait": "waits for a message",
    "read": "waits to read from a pipe",
    "write": "waits to write into a full pipe",
    "recvfrom": "waits for a message",
    "clock_nanosleep": "sleeps",
    "nanosleep": "sleeps",
    "pause": "waits for a signal",
}


def say_place(place: Place | None) -> Message:
    """``file.py, line 7, in run``; empty when unknown."""
    if place is None:
        return Message("")
    file, line, function = place
    if function.isidentifier():
        return Message("{file}, line {line}, in {function}", file=file, line=line, function=function)
    return Message("{file}, line {line}", file=file, line=line)


def say_process(process: Process, first: bool = False) -> Message:
    """A process with the pid that the student's own code sees; ``first`` in its sentence or not."""
    if process.is_caller:
        words = "Process {pid}, the caller itself" if first else "process {pid}, the caller itself"
    else:
        words = "Process {pid}" if first else "process {pid}"
    return Message(words, pid=process.pid)


def say_pid(pid: int) -> Message:
    """The same where only the pid is known; 0 for one that has ended."""
    return Message("process {pid}", pid=pid) if pid else Message("a process that has ended")


def show_arguments(call: ProbeCall, most: int) -> str:
    """The arguments of a call, as a student would write them, not too long."""
    named = (f"{name}={written(value)}" for name, value in call.keywords.items())
    shown = ", ".join([*map(written, call.arguments), *named])
    return shown if len(shown) <= most else f"{shown[:most]} …"


def say_call(call: ProbeCall) -> Message:
    """A call with its process and its line."""
    done = Message("`{name}({arguments})`", name=call.name, arguments=show_arguments(call, 60))
    process = say_process(call.process)
    if call.place:
        return Message("{call} in {process}, {place}", call=done, process=process, place=say_place(call.place))
    return Message("{call} in {process}", call=done, process=process)


def say_interruption(one: Interruption) -> Message:
    """What another process did between a reading and the writing that belongs to it."""
    who = say_process(one.by) if one.by else Message("another process")
    if one.came:
        return Message("{process} read", process=who)
    return Message("{process} was woken up because the lock was let go, and only found it taken again", process=who)


def say_error(error: ErrorClaim) -> Message:
    """An exception with the innermost line of the student's code that it passed through."""
    error = origin(error)
    text = without_kit(f"{error.type}: {error.message}").rstrip(": \n")
    said = Message("{error}", error=text)
    if error.trace and (place := say_place(error.trace[-1])):
        said = Message("{error} ({place})", error=text, place=place)
    if error.type == "MemoryError":
        return Message("{error}, for more than the memory limit of one process", error=said)
    if error.type == "ModuleNotFoundError":
        return Message("{error}. Only Python's own modules are there when you are graded", error=said)
    return said


def say_import_error(evidence: Evidence) -> Message:
    """Why the student's file could not be imported."""
    error, file = evidence.import_error, f"{evidence.module}.py"
    if error is None:
        return Message("{file} could not be imported.", file=file)
    place = say_place(error.trace[-1]) if error.trace else file
    if "SyntaxError" in error.bases:
        return say_syntax_error(error, file)
    if error.type == "ModuleNotFoundError":
        words = "{place}: {error}. Only Python's own modules are there when you are graded."
        return Message(words, place=place, error=error.message)
    if error.type == "NotImplementedError":
        return say_stub(place)
    if error.type == "SystemExit":
        words = "{place}: the program ended itself while it was being imported, before anything could be called."
        return Message(words, place=place)
    return Message("{file} could not be imported: {error}.", file=file, error=say_error(error))


def say_stub(place: str) -> Message:
    """Nothing was written yet."""
    return Message("{place}: still the stub; nothing has been written here yet.", place=place)


def say_missing(seen: ObservedStep, evidence: Evidence) -> Message:
    """A name that the task asks for is not defined."""
    name, defined = seen.step.target.partition(".")[0], seen.missing or []
    close = difflib.get_close_matches(name, defined, 1, 0.6)
    hint = Message("It defines: nothing.")
    if close:
        hint = Message("It defines `{name}`: is that the one? Then give it the name that is asked for.", name=close[0])
    elif defined:
        hint = Message("It defines: {names}.", names=", ".join(defined))
    return Message.joined([Message("{file} defines no `{name}`.", file=f"{evidence.module}.py", name=name), hint])


def say_failed_step(seen: ObservedStep, evidence: Evidence) -> Message:
    """Why a step did not succeed."""
    error, step, file = seen.error, seen.step.title, f"{evidence.module}.py"
    if seen.missing is not None:
        return say_missing(seen, evidence)
    if error is None:
        return Message("")
    if seen.signature is not None and error.type == "TypeError":
        return Message(
            "{file}, line {line}: `{function}{parameters}` cannot be called as {step}: {error}.",
            file=file,
            line=seen.signature.line,
            function=seen.step.target,
            parameters=seen.signature.text,
            step=step,
            error=error.message,
        )
    if seen.step.kind == "run" and "SyntaxError" in error.bases:
        return say_syntax_error(error, file)
    if error.type == "NotImplementedError" and error.trace:
        return say_stub(say_place(error.trace[-1]))
    words = "{step} ended the program: {error}." if error.type == "SystemExit" else "{step} raised {error}."
    return Message(words, step=step, error=say_error(error))


def say_position(position: Position, first: bool) -> Message:
    """Where a process stood and what it waited for; ``first`` in its sentence or not."""
    what = Message(WAITS.get(position.wait, "waits") if position.wait else "is computing")
    if position.awaited_pid is not None:
        what = Message("waits for process {pid} to end", pid=position.awaited_pid)
    place = say_place(position.place) or Message("no line of yours")
    words = "Process {pid} {waits}: {place}" if first else "process {pid} {waits}: {place}"
    if position.process.is_caller:
        words = (
            "Process {pid} (the caller) {waits}: {place}" if first else "process {pid} (the caller) {waits}: {place}"
        )
    return Message(words, pid=position.process.pid, waits=what, place=place)


def show_value(value: Any) -> Message:
    """A value for a sentence, not too long, and its type."""
    text = value.text if isinstance(value, Opaque) and value.text else written(value)
    kind = value.type if isinstance(value, Opaque) else type(value).__name__
    return Message("{value} (of type {type})", value=text[:200], type=kind)


def show_call(name: str, arguments: Sequence[Any], keywords: dict[str, Any]) -> str:
    """A call as a student would write it."""
    given = [*map(written, arguments)] + [f"{key}={written(value)}" for key, value in keywords.items()]
    return f"`{name}({', '.join(given)})`"[:200]


def show_as_written(evidence: Evidence, name: str, arguments: Sequence[Any], keywords: dict[str, Any]) -> str:
    """A probe's call as the student's code spells it: a label is a part of the callable's name, and no argument."""
    labels = [one for step in evidence.scenario.steps for one in step.labels]
    label = [str(arguments[0])] if arguments and (name, arguments[0]) in labels else []
    return show_call("_".join([name, *label]), arguments[len(label) :], keywords)


def say_origin(call: ProbeCall) -> Message:
    """The process and the line that a call came from."""
    process = say_process(call.process)
    if call.place:
        return Message("in {process} ({place})", process=process, place=say_place(call.place))
    return Message("in {process}", process=process)


def listed(texts: list[str], between: str = BOTH) -> Message:
    """Several texts in one sentence; of very many the first ones, and how many more there are."""
    more = [Message("{n} more", n=len(texts) - MOST_LISTED)] if len(texts) > MOST_LISTED else []
    return Message.joined([*texts[:MOST_LISTED], *more], between)
