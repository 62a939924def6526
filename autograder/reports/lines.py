"""One check of a result as plain lines, for places that show neither colours nor pages (``nbgrader validate``)."""

import textwrap
from collections.abc import Sequence

from autograder.checks.results import ExerciseResult
from autograder.escaping import visible
from autograder.reports.drawn import unite_errors
from autograder.reports.html import first_of_each, points_of
from autograder.reports.printed import printed_lines


def check_to_lines(
    result: ExerciseResult, check: str, graded: Sequence[str], width: int, with_output: bool = True
) -> list[str]:
    """What a check has found and what remains to be done; ``graded`` says which text it was.

    ``with_output``: what the program printed stands below; several checks of one run need it once.
    """
    verdicts = [verdict for verdict in result.verdicts if verdict.check == check]
    points, most = points_of(verdicts)
    told = [f"{points:g} of {most:g} points. What is asked: {verdicts[0].sentence}", *graded]
    for error in unite_errors(result.python_errors):
        told += [f"{error.error} ({error.place})", error.meaning]
    for verdict in first_of_each(verdicts):
        told += [f"Expected: {verdict.expected}" if verdict.expected else "", f"Seen: {verdict.actual}"]
        told += [f"Next: {verdict.next_step}" if verdict.next_step else ""]
    if result.diagnosis is not None:
        told.append(f"What happened: {result.diagnosis.title}")
    lines = [line for words in told for line in textwrap.wrap(visible(words).replace("`", ""), width)]
    for line in printed_lines(result) if with_output else ():
        lines += textwrap.wrap(visible(line), width, subsequent_indent="    ") or [""]
    return lines
