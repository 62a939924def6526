"""The plain truth, before any diagnosis: which exception of the student's code was raised, where, what it means.

It rests on claims alone: on what the harness tells of a call or an import, and on the tracebacks that children and
threads print as they die. No verdict does. What the grader's own functions raise on purpose is nobody's mistake.
"""

import os
import re
from collections.abc import Iterator, Mapping

from autograder.checks.attempt_record import Key
from autograder.checks.pools import died_at_work, why_silent
from autograder.checks.results import PythonError
from autograder.checks.tracebacks import Traceback, origin, read_tracebacks, without_kit
from autograder.diagnosis.error_table import meaning
from autograder.diagnosis.normal_form import last_part
from autograder.diagnosis.plain_words import Spot
from autograder.diagnosis.source_text import SourceText, mark
from autograder.engine.evidence import Ending, Evidence, ObservedStep
from autograder.engine.protocol import ErrorClaim
from autograder.messages import Message

MOST = 3  # so many different errors are told
CALL = re.compile(r"(?P<name>[\w.<>]+)\(\) (missing|takes|got) ")
# What often follows, in the caller, when another process has died of something else.
CONSEQUENCES = ("EOFError", "BrokenPipeError", "ConnectionResetError", "ConnectionRefusedError", "BrokenProcessPool")
THREADS = {
    "_handle_results": "in the thread of the pool that hands results on, and ended it",
    "_handle_tasks": "in the thread of the pool that hands tasks out, and ended it",
    "_handle_workers": "in the thread of the pool that looks after its workers, and ended it",
}


def python_errors(evidence: Mapping[Key, Evidence], file: str, source: bytes) -> list[PythonError]:
    """Every different exception of the student's code, in the order in which they were seen; few at most."""
    text = SourceText(source)
    found: dict[tuple[str, int], PythonError] = {}
    for (_, method), run in evidence.items():
        for error, ended in errors_of(run):
            told = tell(error, ended, file, text)
            if told is None:
                continue
            known = found.setdefault((told.error.partition(":")[0], told.line), told)
            if method not in known.start_methods:
                known.start_methods.append(method)
    methods = {method for _, method in evidence}
    for told in found.values():
        if len(told.start_methods) == len(methods):
            told.start_methods = []  # under all of them: not worth a word
    return list(found.values())[:MOST]


def errors_of(run: Evidence) -> Iterator[tuple[ErrorClaim, str]]:
    """The exceptions of one run, each with the process or thread that it ended, if it was not the caller's call."""
    if run.import_error is not None and not (run.ending is Ending.IMPORT_FAILED and is_stub(run.import_error)):
        yield run.import_error, ""
    failed = run.failed_step()
    own = origin(failed.error) if failed is not None and failed.error is not None else None
    late = own is not None and own.type in CONSEQUENCES
    if own is not None and not late and not on_purpose(own.message, run):
        yield with_signature(own, failed), "in a worker of the pool" if failed.error.remote else ""  # type: ignore[union-attr]
    for printed in read_tracebacks(run.errors):
        if not printed.of_the_kit and not on_purpose(printed.message, run) and printed.type != "KeyboardInterrupt":
            yield printed.claim(), where(printed)
    if run.ending is not Ending.FINISHED and why_silent(run) is not None:
        for process, call in died_at_work(run):
            if (process.status or 0) > 0:
                yield (
                    ErrorClaim("SystemExit", [], str(process.status), []),
                    Message("after its call of `{name}`", name=call.name),
                )
    if own is not None and late:
        yield own, ""


def is_stub(error: ErrorClaim) -> bool:
    """Whether nothing was written yet."""
    return error.type == "NotImplementedError"


def on_purpose(message: str, run: Evidence) -> bool:
    """Whether an exception is one that a task of the grader's raised because it was to."""
    return any(call.raised and call.answer and call.answer in message for call in run.calls)


def where(printed: Traceback) -> str:
    """Which process or thread an exception that was printed has ended, as far as its frames and Python say so."""
    thread = next((words for name, words in THREADS.items() if f"({name})" in printed.thread), "")
    if printed.thread:
        return thread or "in a thread of its own"
    names = [os.path.basename(frame.path) + " " + frame.function for frame in printed.frames]
    return "in a child process" if "process.py _bootstrap" in names else ""


def with_signature(error: ErrorClaim, seen: ObservedStep | None) -> ErrorClaim:
    """An error of a call that does not fit the student's function, put at the line where that is defined."""
    if seen is None or seen.signature is None or error.trace:
        return error
    return ErrorClaim(error.type, error.bases, error.message, [("", seen.signature.line, "")])


def tell(error: ErrorClaim, ended: str, file: str, source: SourceText) -> PythonError | None:
    """An error with its line and what it means; ``None`` for one that no line of the student's has to do with."""
    if is_stub(error):
        return None
    message = without_kit(error.message)
    place = error.trace[-1] if error.trace else None
    if place is not None and place[0] not in ("", file):
        return None  # in a file that the grader has handed in
    line, columns = (place[1], error.columns) if place else (line_of_call(error, message, source), None)
    if not line and not ended and error.type != "ModuleNotFoundError":
        return None
    said = meaning(error.type, message, Spot(source, line))
    if place is None and error.type == "SystemExit":
        said = Message(
            "A worker that ends itself here leaves its task behind, and the pool gives that task to nobody else."
        )
    code = source.line(line)
    inside = source.function_at(line) if line else None
    return PythonError(
        error=f"{error.type}: {message}".rstrip(": \n"),
        meaning=said,
        file=file,
        line=line,
        function=inside.name if inside is not None else "",
        code=code,
        marks=mark(code, columns) if code else "",
        ended=ended,
    )


def line_of_call(error: ErrorClaim, message: str, source: SourceText) -> int:
    """The line to look at where no line of the student's was passed through; 0 when there is not just one.

    That is where the function is defined which the message says was called wrongly, where the only process is
    made whose target is no function, or the only place where the program ends itself.
    """
    match = CALL.match(message)
    named = source.named(match["name"]) if match else None
    if named is not None:
        return named.line
    lines = []
    if error.type == "SystemExit":
        lines = [node.lineno for node in source.calls() if last_part(node.func) in ("exit", "_exit", "quit")]
    elif error.type == "TypeError" and "not callable" in message:
        lines = [node.lineno for node in source.calls() if any(one.arg == "target" for one in node.keywords)]
    return lines[0] if len(lines) == 1 else 0
