"""What people see of a result in a notebook or on a web page: HTML, with nothing in it that anybody else wrote.

It has no style sheet and no script, because notebooks and nbgrader's pages let none through.
"""

import re
from collections.abc import Sequence

from autograder.checks.results import ExerciseResult, Outcome, PythonError, Verdict
from autograder.escaping import for_html
from autograder.reports.drawn import unite_errors, without_drawn_names
from autograder.reports.printed import printed

MARKS = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.ERROR: "kit error", Outcome.INCONCLUSIVE: "undecided"}
COLOURS = {Outcome.PASSED: "#1a7f37", Outcome.FAILED: "#c62828"}
OPEN_COLOUR = "#8a6d00"
CODE = re.compile(r"`([^`\n]+)`")
SHOWN_CHARACTERS = 20_000
SHOWN_LINES = 60


def check_to_html(result: ExerciseResult, check: str, unfolded: bool = False, graded: Sequence[str] = ()) -> str:
    """One check of a result: its verdict under each start method, why, and the evidence.

    ``unfolded``: the picture of the run and what was printed are seen at once. ``graded``: which text it was, in
    sentences.
    """
    verdicts = [verdict for verdict in result.verdicts if verdict.check == check]
    if not verdicts:
        return paragraph("This check was not made: the exercise has no check of that name.")
    points, most = points_of(verdicts)
    marks = " ".join(mark(verdict) for verdict in verdicts)
    parts = [f"<p><b>{points:g} of {most:g} points</b> {marks}<br/>{text(verdicts[0].sentence)}</p>"]
    parts += [paragraph(words) for words in graded]
    failures = first_of_each(verdicts)
    if failures:
        parts += [python_error(error) for error in unite_errors(result.python_errors)]
    parts += [failure(verdict, verdicts) for verdict in failures]
    if failures and result.diagnosis is not None:
        parts.append(f"<p><b>What happened:</b> {text(result.diagnosis.title)}</p>")
        if result.diagnosis.line:
            code = f"<pre>{for_html(result.diagnosis.code[:SHOWN_CHARACTERS])}</pre>"
            parts.append(f"<p>{text(result.file)}, line {result.diagnosis.line}:</p>{code}")
        parts.append(listed(result.diagnosis.happened))
        parts += [paragraph(part) for part in result.diagnosis.explanation.split("\n\n")]
    if check in result.pictures:
        parts.append(folded("Who ran when", result.pictures[check], unfolded))
    parts += [details(one.title, one.lines, unfolded) for one in printed(result)]
    parts += [paragraph(remark) for remark in result.remarks]
    return f"<div>{''.join(parts)}</div>"


def python_error(error: PythonError) -> str:
    """An exception of the student's own code: what Python says, the line with its carets, and what it means."""
    code = f"<pre>{for_html(error.code[:SHOWN_CHARACTERS])}\n{for_html(error.marks)}</pre>" if error.code else ""
    return f"<p><b>{text(error.error)}</b><br/>{text(error.place)}</p>{code}{paragraph(error.meaning)}"


def points_of(verdicts: list[Verdict]) -> tuple[float, float]:
    """What a check has earned, and the most it can earn; exactly that when it has passed."""
    most = round(sum(verdict.of for verdict in verdicts), 2)
    points = round(sum(verdict.of for verdict in verdicts if verdict.outcome is Outcome.PASSED), 2)
    return points, most


def first_of_each(verdicts: list[Verdict]) -> list[Verdict]:
    """The verdicts that are no pass, each reason once, under whatever names it was drawn."""
    found: dict[str, Verdict] = {}
    for verdict in verdicts:
        if verdict.outcome is not Outcome.PASSED:
            found.setdefault(without_drawn_names(verdict.actual), verdict)
    return list(found.values())


def failure(verdict: Verdict, verdicts: list[Verdict]) -> str:
    """Why a check did not pass, where, and what to do next."""
    reason = without_drawn_names(verdict.actual)
    methods = ", ".join(one.start_method for one in verdicts if without_drawn_names(one.actual) == reason)
    rows = [("under", methods), ("expected", verdict.expected), ("seen", verdict.actual), ("next", verdict.next_step)]
    table = "".join(f"<tr><th>{name}:&nbsp;</th><td>{text(words)}</td></tr>" for name, words in rows if words)
    ours = verdict.outcome in (Outcome.ERROR, Outcome.INCONCLUSIVE)
    note = (
        paragraph("This is no failure of yours: the grader could not decide, and it costs no points.") if ours else ""
    )
    return f"{note}<table>{table}</table>{details('The evidence', verdict.evidence[:SHOWN_LINES])}"


def details(title: str, lines: list[str], unfolded: bool = False) -> str:
    """Lines that are folded away until somebody wants them."""
    shown = for_html("\n".join(lines)[:SHOWN_CHARACTERS])
    return folded(title, f"<pre>{shown}</pre>", unfolded) if lines else ""


def folded(title: str, content: str, unfolded: bool) -> str:
    """What stands below its title alone, or is seen at once."""
    return f"<details{' open' if unfolded else ''}><summary>{title}</summary>{content}</details>"


def mark(verdict: Verdict) -> str:
    """The outcome under one start method."""
    colour = COLOURS.get(verdict.outcome, OPEN_COLOUR)
    return f'<span style="color: {colour}">{MARKS[verdict.outcome]} {for_html(verdict.start_method)}</span>'


def listed(sentences: list[str]) -> str:
    """Sentences as a list; nothing where there are none."""
    items = "".join(f"<li>{text(sentence)}</li>" for sentence in sentences)
    return f"<ul>{items}</ul>" if items else ""


def paragraph(words: str) -> str:
    """A paragraph of plain words."""
    return f"<p>{text(words)}</p>"


def text(words: str) -> str:
    """Words as HTML; what stands between backticks is code."""
    return CODE.sub(r"<code>\1</code>", for_html(words[:SHOWN_CHARACTERS])).replace("\n", "<br/>")
