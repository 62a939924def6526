"""What a program printed, as people are shown it: the end of each of its streams.

The two are cut apart, so that a long traceback hides no line that the student printed; a traceback that is told as
Python's own error already, or that the grader had a task raise, is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.checks.results import ExerciseResult, PythonError
from autograder.checks.tracebacks import CAUSED, HANDLED, Traceback, read_tracebacks
from autograder.engine.channel import KEPT_OUTPUT
from autograder.reports.drawn import without_drawn_names

SHOWN_LINES, SHOWN_CHARACTERS = 12, 300  # of each stream, and of each of its lines
SURELY_WHOLE = KEPT_OUTPUT // 4  # frames of the kit are taken out of what was kept, so that it is shorter here
ON_PURPOSE = "the task failed on purpose"  # as a probe says whose task is to fail
HEADER = r"Traceback \(most recent call last\):\n"
ONE = rf"{HEADER}(?:[ \t].*\n)*[A-Za-z_][\w.]*(?::.*)?\n(?:\n*[ \t]+\S.*\n)*"  # a message may go on, indented
CHAIN = re.compile(
    rf"^(?:Process .+:\n|Exception in thread .+:\n)?{ONE}(?:\n(?:{HANDLED}|{CAUSED})\n\n{ONE})*", re.MULTILINE
)


@dataclass(frozen=True)
class Printed:
    """The end of one stream: what it is, and its lines."""

    title: str
    lines: list[str]


def printed(result: ExerciseResult, most: int = SHOWN_LINES) -> list[Printed]:
    """What a program has printed, and what it has written to standard error; each only where there is something."""
    streams = (
        ("Your program printed", result.output),
        ("On standard error, it printed", without_known(result.errors, result.python_errors)),
    )
    return [ending(words, text, most) for words, text in streams if text.strip()]


def ending(words: str, text: str, most: int = SHOWN_LINES) -> Printed:
    """The last lines of what was kept of a stream, not too long."""
    lines = text.strip("\n").expandtabs(8).splitlines()
    shown = []
    for line in lines[-most:]:
        more = len(line) - SHOWN_CHARACTERS
        shown.append(f"{line[:SHOWN_CHARACTERS]} … and {more} characters more" if more > 0 else line)
    if len(lines) > most:
        whole = len(text.encode(errors="replace")) < SURELY_WHOLE
        kept = "lines" if whole else f"lines in its first {KEPT_OUTPUT // 1000} kB"
        words += f" (the last {most} of {len(lines)} {kept})"
    return Printed(words, shown)


def without_known(errors: str, told: list[PythonError]) -> str:
    """What was written to standard error, without the tracebacks of which nothing is left to say."""
    return CHAIN.sub(lambda chain: "" if all_known(chain[0], told) else chain[0], f"{errors}\n")


def all_known(chain: str, told: list[PythonError]) -> bool:
    """Whether each exception that a traceback ends in was told, or raised on purpose."""
    found = read_tracebacks(chain)
    return bool(found) and all(ON_PURPOSE in one.message or any(same(one, error) for error in told) for one in found)


def same(one: Traceback, told: PythonError) -> bool:
    """Whether an exception that was printed is one that was told: raised in the same line, or with the same words."""
    claim = one.claim()
    kind, _, message = without_drawn_names(told.error).partition(": ")
    line = claim.trace[-1][1] if claim.trace else 0
    said = without_drawn_names(claim.message)
    return claim.type == kind and (said == message or line == told.line != 0)


def printed_lines(result: ExerciseResult) -> Iterator[str]:
    """All of it as lines, each stream below its title."""
    for one in printed(result):
        yield f"{one.title}:"
        yield from (f"  {line}" for line in one.lines)
