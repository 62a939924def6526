"""Evidence as sentences for people: how a run ended, where processes stood, what happened when."""

import difflib
from collections.abc import Sequence
from typing import Any

from autograder.checks.grammar import say_syntax_error
from autograder.checks.tracebacks import origin, without_kit
from autograder.checks.written import written
from autograder.engine.evidence import Evidence, ObservedStep, Position, ProbeCall, Process
from autograder.engine.lost_updates import Interruption
from autograder.engine.protocol import ErrorClaim, Opaque, Place
from autograder.sandbox.levels import Level

ONLY_OWN_MODULES = " Only Python's own modules are there when you are graded."
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


def say_place(place: Place | None) -> str:
    """``file.py, line 7, in run``; empty when unknown."""
    if place is None:
        return ""
    file, line, function = place
    return f"{file}, line {line}" + (f", in {function}" if function.isidentifier() else "")


def say_process(process: Process) -> str:
    """A process with the pid that the student's own code sees."""
    return f"process {process.pid}" + (", the caller itself" if process.is_caller else "")


def say_call(call: ProbeCall) -> str:
    """A call with its process and its line."""
    arguments = ", ".join(map(written, call.arguments))[:60]
    at = f", {say_place(call.place)}" if call.place else ""
    return f"`{call.name}({arguments})` in {say_process(call.process)}{at}"


def say_interruption(one: Interruption) -> str:
    """What another process did between a reading and the writing that belongs to it."""
    who = say_process(one.by) if one.by else "another process"
    if one.came:
        return f"{who} read"
    return f"{who} was woken up because the lock was let go, and only found it taken again"


def say_error(error: ErrorClaim) -> str:
    """An exception with the innermost line of the student's code that it passed through."""
    error = origin(error)
    text = without_kit(f"{error.type}: {error.message}").rstrip(": \n")
    place = say_place(error.trace[-1]) if error.trace else ""
    limit = ", for more than the memory limit of one process" if error.type == "MemoryError" else ""
    more = ONLY_OWN_MODULES.rstrip(".") if error.type == "ModuleNotFoundError" else ""
    return f"{text} ({place}){limit}{'.' if more else ''}{more}" if place else f"{text}{limit}{more}"


def say_import_error(evidence: Evidence) -> str:
    """Why the student's file could not be imported."""
    error, file = evidence.import_error, f"{evidence.module}.py"
    if error is None:
        return f"{file} could not be imported."
    place = say_place(error.trace[-1]) if error.trace else file
    if "SyntaxError" in error.bases:
        return say_syntax_error(error, file)
    if error.type == "ModuleNotFoundError":
        return f"{place}: {error.message}.{ONLY_OWN_MODULES}"
    if error.type == "NotImplementedError":
        return f"{place}: still the stub; nothing has been written here yet."
    if error.type == "SystemExit":
        return f"{place}: the program ended itself while it was being imported, before anything could be called."
    return f"{file} could not be imported: {say_error(error)}."


def say_missing(seen: ObservedStep, evidence: Evidence) -> str:
    """A name that the task asks for is not defined."""
    name, defined = seen.step.target.partition(".")[0], seen.missing or []
    close = difflib.get_close_matches(name, defined, 1, 0.6)
    hint = f" Did you mean `{close[0]}`?" if close else f" It defines: {', '.join(defined) or 'nothing'}."
    return f"{evidence.module}.py defines no `{name}`.{hint}"


def say_failed_step(seen: ObservedStep, evidence: Evidence) -> str:
    """Why a step did not succeed."""
    if seen.missing is not None:
        return say_missing(seen, evidence)
    if seen.error is None:
        return ""
    if seen.signature is not None and seen.error.type == "TypeError":
        return (
            f"{evidence.module}.py, line {seen.signature.line}: `{seen.step.target}{seen.signature.text}` "
            f"cannot be called as {seen.step.title}: {seen.error.message}."
        )
    if seen.step.kind == "run" and "SyntaxError" in seen.error.bases:
        return say_syntax_error(seen.error, f"{evidence.module}.py")
    if seen.error.type == "NotImplementedError" and seen.error.trace:
        return f"{say_place(seen.error.trace[-1])}: still the stub; nothing has been written here yet."
    if seen.error.type == "SystemExit":
        return f"{seen.step.title} ended the program: {say_error(seen.error)}."
    return f"{seen.step.title} raised {say_error(seen.error)}."


def say_position(position: Position, evidence: Evidence) -> str:
    """Where a process stood and what it waited for."""
    what = WAITS.get(position.wait, "waits") if position.wait else "is computing"
    if position.awaited_pid is not None:
        what = f"waits for process {position.awaited_pid} to end"
    place = say_place(position.place) or "no line of yours"
    role = " (the caller)" if position.process.is_caller else ""
    return f"process {position.process.pid}{role} {what}: {place}"


def tell(evidence: Evidence) -> list[str]:
    """The plain evidence: what happened, in order, each line with the judge's time in milliseconds."""
    lines = [(process.born, f"{say_process(process)} was born") for process in evidence.processes[1:]]
    lines += [
        (process.gone, f"process {process.pid} was gone" + ", and had not loaded the file" * process.is_stillborn)
        for process in evidence.processes
        if process.gone
    ]
    lines += [(0.0, f"{one} was started by loading the file, without a word") for one in evidence.unannounced]
    for seen in evidence.steps:
        lines.append((seen.entered, f"the caller began {seen.step.title}"))
        if seen.left is not None:
            gave = "was looked at" if seen.step.kind == "describe" else f"gave {written(seen.value)}"[:200]
            what = f"raised {say_error(seen.error)}" if seen.error else gave
            lines.append((seen.left, f"{seen.step.title} {what}"))
        lines += [(seen.left or 0.0, f"{seen.step.title} returned in {say_process(one)}, too") for one in seen.copies]
    for call in evidence.calls:
        arguments = ", ".join(map(written, call.arguments))[:200]
        at = f" at {say_place(call.place)}" if call.place else ""
        lines.append((call.arrived, f"{call.name}({arguments}) was called in {say_process(call.process)}{at}"))
        if call.released is not None and call.answer is not None:
            lines.append((call.released, f"{call.name}({arguments}) was let go with {call.answer!r}"))
    for still in evidence.standstills:
        proof = "settled" if still.settled else "nobody could move"
        lines.append((still.at, f"{proof} with {len(still.held)} held; the caller: {still.wait or 'unknown'}"))
    told = [f"{at * 1000:7.1f} ms  {text}" for at, text in sorted(lines)] + evidence.notes
    return (
        [*told, f"in a sandbox of level {evidence.level}: {Level(evidence.level).summary}"] if evidence.level else told
    )


def compare(evidence: Evidence, reference: Evidence | None) -> list[str]:
    """Calls, processes and overlap of each probe, here and in the reference's run with the same seed."""
    runs = [("this program", evidence), ("the reference", reference)]
    return [
        f"{name} in {who}: {count(len(run.calls_of(name)), 'call')} "
        f"in {count(len({call.process.number for call in run.calls_of(name)}), 'process')}, "
        f"at most {run.overlap(name)} at the same time, "
        + (
            f"{makespan(run, name):.2f} s of the grader's time for {sum(probe.seconds.values()):.2f} s of work, "
            if probe.seconds
            else ""
        )
        + f"{run.ending.value} after {run.seconds:.2f} s"
        for name, probe in evidence.scenario.probes.items()
        for who, run in runs
        if run is not None
    ]


def makespan(evidence: Evidence, name: str) -> float:
    """Seconds of the judge's own time from the first beginning to the last end of a probe's calls; 0.0 without any."""
    spans = [call.worked for call in evidence.calls_of(name)]
    return max((end for _, end in spans), default=0.0) - min((begin for begin, _ in spans), default=0.0)


def count(number: int, noun: str) -> str:
    """``1 time``, ``2 times``, ``3 processes``."""
    ending = "" if number == 1 else "es" if noun.endswith("s") else "s"
    return f"{number} {noun}{ending}"


def show_value(value: Any) -> str:
    """A value for a sentence, not too long."""
    text = value.text if isinstance(value, Opaque) and value.text else written(value)
    kind = value.type if isinstance(value, Opaque) else type(value).__name__
    return f"{text[:200]} (of type {kind})"


def show_call(name: str, arguments: Sequence[Any], keywords: dict[str, Any]) -> str:
    """A call as a student would write it."""
    given = [*map(written, arguments)] + [f"{key}={written(value)}" for key, value in keywords.items()]
    return f"`{name}({', '.join(given)})`"[:200]
