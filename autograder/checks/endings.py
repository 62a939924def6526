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


def say_exit(evidence: Evidence) -> str:
    """The caller ended before it had done what it was asked."""
    running = next(
        (seen.step.title for seen in evidence.steps if seen.left is None), f"the import of {evidence.module}.py"
    )
    status = evidence.exit_status
    if status is None:
        return f"The program was ended from inside during {running}."
    if status < 0:
        return f"The calling process was killed by {say_signal(-status)} during {running}."
    return f"The calling process ended itself with exit status {status} during {running}, before the call returned."


def say_positions(evidence: Evidence) -> str:
    """Where the processes stood that were stuck; those that stood in no line of the student's are only counted."""
    told = [one for one in evidence.positions if one.place is not None or one.process.is_caller]
    others = len(evidence.positions) - len(told)
    said = [say_position(position, evidence) for position in told]
    if others:
        said.append(f"{others} more process{'es' if others > 1 else ''}, in no line of yours")
    return "; ".join(said)


def say_stuck(evidence: Evidence) -> str:
    """A run that had to be stopped: by its cause, if that is known, or by where everybody stood."""
    silence = why_silent(evidence)
    if silence is not None:
        return silence.text
    where = say_positions(evidence)
    match evidence.ending:
        case Ending.BLOCKED:
            said = "The program hangs (blocked, not busy): every process waits for another and none can go on."
        case Ending.ASLEEP:
            said = "The program did not end within the time limit; it was asleep."
        case _ if evidence.positions and all(position.wait for position in evidence.positions):
            said = "The program did not come to an end until it was stopped; every process was waiting by then."
        case _:
            said = "The program computed on and on, without coming to an end, until it was stopped."
    return f"{said} {where}." if where else said


def say_bound(evidence: Evidence) -> str:
    """A run that was ended at a bound that nothing puts off: which one it was."""
    limits, where = evidence.limits, say_positions(evidence)
    match evidence.ending:
        case Ending.OVERTIME:
            said = (
                f"The program was still running after {limits.run_seconds:.0f} s, the time that was left for this run, "
                "whatever it does, and was stopped."
            )
        case Ending.OVERWORK:
            said = (
                f"The processes of the program together computed for {limits.run_cpu_seconds:.0f} s, the processor "
                "time that a run has, whatever it does, and were stopped."
            )
        case _:
            said = (
                f"The program called what it was given again and again ({len(evidence.calls)} calls), or handed over "
                f"more than {limits.hello_bytes >> 20} MiB in the calls, and was stopped."
            )
    return f"{said} {where}." if where else said


def say_ending(evidence: Evidence) -> str:
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
            return (
                f"The processes of the program together held more than {evidence.limits.memory_together >> 20} MiB "
                "and were stopped at the memory limit."
            )
        case Ending.TOO_MUCH_OUTPUT:
            return "The program printed more than is allowed and was stopped; only the beginning was kept."
        case Ending.GARBLED:
            return (
                "The program misused the grader's own channel (nonsense, or connections without end) and was stopped."
            )
    failed = evidence.failed_step()
    return say_failed_step(failed, evidence) if failed else ""


def say_too_many(evidence: Evidence) -> str:
    """Which limit of processes a run has come to."""
    born, stillborn = len(evidence.processes), len(evidence.stillborn())
    if 2 * stillborn > born:
        return (
            f"{stillborn} child processes ended while they were still loading {evidence.module}.py, before their work "
            "could begin; new ones were started in their place without end, until the program was stopped."
        )
    if evidence.tasks >= evidence.limits.processes:
        return f"The program had {evidence.tasks} processes and threads at once and was stopped at the process limit."
    return f"The program started process after process without end; it was stopped at the process limit, after {born}."


def child_errors(evidence: Evidence) -> list[ErrorClaim]:
    """The exceptions that processes printed as they died (claimed), in order; those that the grader raised left out."""
    purposes = [call.answer for call in evidence.calls if call.raised and call.answer]
    printed = [one for one in read_tracebacks(evidence.errors) if not one.of_the_kit]
    return [one.claim() for one in printed if not any(purpose in one.message for purpose in purposes)]


def say_trouble(evidence: Evidence) -> str:
    """The most telling thing that went wrong, or nothing: the ending, what a child printed as it died, or its death."""
    ending = say_ending(evidence)
    errors = [error for error in child_errors(evidence) if f"{error.type}: " not in ending]
    died = f"A process printed: {say_error(errors[0])}." if errors else ""
    killed = [one for one in died_at_work(evidence) if one[1].released is None]
    death = "" if ending or died else say_deaths(killed)
    return " ".join(filter(None, (ending, died, death, say_unguarded(evidence, errors))))


def say_unguarded(evidence: Evidence, errors: list[ErrorClaim]) -> str:
    """That a child came to lines which start processes while it was loading the file; else nothing."""
    lines = [error.trace[0] for error in errors if error.type == "RuntimeError" and error.trace]
    found = next((line for file, line, function in lines if function == "<module>"), None)
    if found is None or not (evidence.stillborn() or "bootstrapping phase" in evidence.errors):
        return ""
    return (
        f"Under `{evidence.start_method}` each child loads {evidence.module}.py before it begins its work, and came to "
        f"line {found} there, which starts a process and stands under no guard."
    )


def where_to_begin(evidence: Evidence, question: str) -> str:
    """What to look at next: the check's own question, unless something went wrong with the run as a whole."""
    error = next(iter(troubling(evidence)), None)
    if error is not None:
        if error.type == "NotImplementedError":
            return ""
        at = say_place(error.trace[-1]).partition(", in ")[0] if error.trace else ""
        return f"Begin with the {error.type}{f' ({at})' if at else ''}: the rest may follow from it."
    silence = why_silent(evidence) if is_stuck(evidence) else None
    if silence is not None:
        return silence.question
    caller = next((one.place for one in evidence.positions if one.process.is_caller and one.place), None)
    if is_stuck(evidence) and caller is not None:
        return f"What does {say_place(caller)} wait for, and what would have to happen for that to end?"
    return "" if say_ending(evidence) else question


def is_stuck(evidence: Evidence) -> bool:
    """Whether the run had to be stopped because it did not end by itself."""
    return evidence.ending in (Ending.BLOCKED, Ending.ASLEEP, Ending.BUSY)


def troubling(evidence: Evidence) -> list[ErrorClaim]:
    """The exceptions of a run that nobody expected: of the import, of children and threads, of the failed step."""
    failed = evidence.failed_step()
    own = [failed.error] if failed is not None and failed.error is not None else []
    return [error for error in (evidence.import_error, *child_errors(evidence), *own) if error is not None]
