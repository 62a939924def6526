"""How a run ended, and what went wrong with it as a whole, in sentences."""

from autograder.checks.narrative import (
    say_error,
    say_failed_step,
    say_import_error,
    say_place,
    say_position,
)
from autograder.checks.pools import died_at_work, say_deaths, say_signal, why_silent
from autograder.checks.tracebacks import read_tracebacks
from autograder.engine.evidence import Ending, Evidence
from autograder.engine.protocol import ErrorClaim
from autograder.messages import Message

# How Python begins to say that a child which still loads the file may start no other.
REFUSED = "An attempt has been made to start a new process"


def say_exit(evidence: Evidence) -> Message:
    """The caller ended before it had done what it was asked."""
    running = next((seen.step.title for seen in evidence.steps if seen.left is None), "")
    running = running or Message("the import of {file}", file=f"{evidence.module}.py")
    status = evidence.exit_status
    if status is None:
        return Message("The program was ended from inside during {step}.", step=running)
    if status < 0:
        words = "The calling process was killed by {signal} during {step}."
        return Message(words, signal=say_signal(-status), step=running)
    words = "The calling process ended itself with exit status {status} during {step}, before the call returned."
    return Message(words, status=status, step=running)


def say_positions(evidence: Evidence) -> Message:
    """Where the processes stood that were stuck; those that stood in no line of the student's are only counted."""
    told = [one for one in evidence.positions if one.place is not None or one.process.is_caller]
    others = len(evidence.positions) - len(told)
    said = [say_position(position, position is told[0]) for position in told]
    if others:
        said.append(
            Message.counted(
                others, ("{n} more process, in no line of yours", "{n} more processes, in no line of yours")
            )
        )
    return Message.joined(said, "{before}; {after}")


def with_positions(said: Message, evidence: Evidence) -> Message:
    """What went wrong, and where everybody stood, if that is known."""
    where = say_positions(evidence)
    return Message("{said} {positions}.", said=said, positions=where) if where else said


def say_stuck(evidence: Evidence) -> Message:
    """A run that had to be stopped: by its cause, if that is known, or by where everybody stood."""
    silence = why_silent(evidence)
    if silence is not None:
        return silence.text
    match evidence.ending:
        case Ending.BLOCKED:
            said = "The program hangs (blocked, not busy): every process waits for another and none can go on."
        case Ending.ASLEEP:
            said = "The program did not end within the time limit; it was asleep."
        case _ if evidence.positions and all(position.wait for position in evidence.positions):
            said = "The program did not come to an end until it was stopped; every process was waiting by then."
        case _:
            said = "The program computed on and on, without coming to an end, until it was stopped."
    return with_positions(Message(said), evidence)


def say_bound(evidence: Evidence) -> Message:
    """A run that was ended at a bound that nothing puts off: which one it was."""
    limits = evidence.limits
    match evidence.ending:
        case Ending.OVERTIME:
            said = Message(
                "The program was still running after {seconds:.0f} s, the time that was left for this run, whatever it "
                "does, and was stopped.",
                seconds=limits.run_seconds,
            )
        case Ending.OVERWORK:
            said = Message(
                "The processes of the program together computed for {seconds:.0f} s, the processor time that a run "
                "has, whatever it does, and were stopped.",
                seconds=limits.run_cpu_seconds,
            )
        case _ if len(evidence.calls) > limits.calls:
            said = Message(
                "The program called what it was given again and again ({calls} calls) and was stopped.",
                calls=len(evidence.calls),
            )
        case _:
            said = Message(
                "The program handed over more than {size} MiB in the calls of what it was given and was stopped.",
                size=limits.hello_bytes >> 20,
            )
    return with_positions(said, evidence)


def say_ending(evidence: Evidence) -> Message:
    """What went wrong with the run as a whole; empty when it went to its end."""
    match evidence.ending:
        case Ending.IMPORT_FAILED:
            return say_import_error(evidence)
        case Ending.EXITED:
            return say_exit(evidence)
        case Ending.BLOCKED | Ending.ASLEEP | Ending.BUSY:
            return say_stuck(evidence)
        case Ending.OVERTIME | Ending.OVERWORK | Ending.TOO_MANY_CALLS:
            return say_bound(evidence)
        case Ending.TOO_MANY_PROCESSES:
            return say_too_many(evidence)
        case Ending.TOO_MUCH_MEMORY:
            return Message(
                "The processes of the program together held more than {size} MiB and were stopped at the memory limit.",
                size=evidence.limits.memory_together >> 20,
            )
        case Ending.TOO_MUCH_OUTPUT:
            return Message("The program printed more than is allowed and was stopped; only the beginning was kept.")
        case Ending.GARBLED:
            return Message(
                "The program misused the grader's own channel (nonsense, or connections without end) and was stopped."
            )
    failed = evidence.failed_step()
    return say_failed_step(failed, evidence) if failed else Message("")


def say_too_many(evidence: Evidence) -> Message:
    """Which limit of processes a run has come to."""
    born, stillborn = len(evidence.processes), len(evidence.stillborn())
    if 2 * stillborn > born:
        return Message(
            "{stillborn} child processes ended while they were still loading {file}, before their work could begin; "
            "new ones were started in their place without end, until the program was stopped.",
            stillborn=stillborn,
            file=f"{evidence.module}.py",
        )
    if evidence.tasks >= evidence.limits.processes:
        words = "The program had {tasks} processes and threads at once and was stopped at the process limit."
        return Message(words, tasks=evidence.tasks)
    words = "The program started process after process without end; it was stopped at the process limit, after {born}."
    return Message(words, born=born)


def child_errors(evidence: Evidence) -> list[ErrorClaim]:
    """The exceptions that processes printed as they died (claimed), in order; those that the grader raised left out."""
    purposes = [call.answer for call in evidence.calls if call.raised and call.answer]
    printed = [one for one in read_tracebacks(evidence.errors) if not one.of_the_kit]
    return [one.claim() for one in printed if not any(purpose in one.message for purpose in purposes)]


def say_trouble(evidence: Evidence) -> Message:
    """The most telling thing that went wrong, or nothing: the ending, what a child printed as it died, or its death."""
    ending = say_ending(evidence)
    errors = [error for error in child_errors(evidence) if f"{error.type}: " not in ending]
    died = Message("A process printed: {error}.", error=say_error(errors[0])) if errors else ""
    killed = [one for one in died_at_work(evidence) if one[1].released is None]
    death = "" if ending or died else say_deaths(killed)
    return Message.joined([ending, died, death, say_unguarded(evidence, errors)])


def say_unguarded(evidence: Evidence, errors: list[ErrorClaim]) -> Message:
    """That a child came to lines which start processes while it was loading the file; else nothing."""
    found = find_unguarded(evidence, errors)
    if found is None:
        return Message("")
    return Message(
        "Under `{start_method}` each child loads {file} before it begins its work, and came to line {line} there, "
        "which starts a process and stands under no guard.",
        start_method=evidence.start_method,
        file=found[0],
        line=found[1],
    )


def find_unguarded(evidence: Evidence, errors: list[ErrorClaim]) -> tuple[str, int] | None:
    """File and line of the module's own that a child came to while it was loading the file, and that starts one."""
    refused = [one for one in errors if one.type == "RuntimeError" and one.message.startswith(REFUSED)]
    lines = [error.trace[0] for error in refused if error.trace]
    found = next(((file, line) for file, line, function in lines if function == "<module>"), None)
    return found if evidence.stillborn() or "bootstrapping phase" in evidence.errors else None


def where_to_begin(evidence: Evidence, question: str) -> Message:
    """What to look at next: the check's own question, unless something went wrong with the run as a whole."""
    errors = troubling(evidence)
    unguarded, error = find_unguarded(evidence, errors), next(iter(errors), None)
    if unguarded is not None:
        words = "Is line {line} ({file}) for the one who runs the file, or for everybody who loads it?"
        return Message(words, file=unguarded[0], line=unguarded[1])
    if error is not None:
        return begin_with(error)
    silence = why_silent(evidence) if is_stuck(evidence) else None
    if silence is not None:
        return Message(silence.question)
    caller = next((one.place for one in evidence.positions if one.process.is_caller and one.place), None)
    if is_stuck(evidence) and caller is not None:
        words = "What does {place} wait for, and what would have to happen for that to end?"
        return Message(words, place=say_place(caller))
    return Message("") if say_ending(evidence) else Message.of(question)


def begin_with(error: ErrorClaim) -> Message:
    """An exception comes before all else, but where nothing was written yet."""
    if error.type == "NotImplementedError":
        return Message("")
    if not error.trace:
        return Message("Begin with the {type}: the rest may follow from it.", type=error.type)
    file, line, _ = error.trace[-1]
    words = "Begin with the {type} ({file}, line {line}): the rest may follow from it."
    return Message(words, type=error.type, file=file, line=line)


def is_stuck(evidence: Evidence) -> bool:
    """Whether the run had to be stopped because it did not end by itself."""
    return evidence.ending in (Ending.BLOCKED, Ending.ASLEEP, Ending.BUSY)


def troubling(evidence: Evidence) -> list[ErrorClaim]:
    """The exceptions of a run that nobody expected: of the import, of children and threads, of the failed step."""
    failed = evidence.failed_step()
    own = [failed.error] if failed is not None and failed.error is not None else []
    return [error for error in (evidence.import_error, *child_errors(evidence), *own) if error is not None]
