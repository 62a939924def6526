"""Which run is drawn for a check that has failed: the one that it looked at last, when it gave up."""

from collections.abc import Iterator

from autograder.checks.attempt import Attempt
from autograder.checks.results import ExerciseResult, Outcome
from autograder.engine.evidence import Evidence
from autograder.reports.html import listed
from autograder.reports.timeline.drawing import draw
from autograder.reports.timeline.model import Timeline
from autograder.reports.timeline.svg import for_page, to_svg
from autograder.reports.timeline.words import describe


def failed_runs(result: ExerciseResult, attempt: Attempt) -> Iterator[tuple[str, Evidence]]:
    """Each check that has failed, in order, with the run that its first failure rests on, where there was one."""
    told: set[str] = set()
    for verdict in result.verdicts:
        for key in attempt.looked_at.get((verdict.check, verdict.start_method), [])[-1:]:
            if verdict.outcome is Outcome.FAILED and verdict.check not in told and key in attempt.evidence:
                told.add(verdict.check)
                yield verdict.check, attempt.evidence[key]


def reference_of(evidence: Evidence, attempt: Attempt) -> Evidence | None:
    """The reference's run beside a run of an attempt, if the attempt was graded beside one."""
    found = (attempt.reference(key, one.scenario) for key, one in attempt.evidence.items() if one is evidence)
    return next(found, None)


def pictured(result: ExerciseResult, attempt: Attempt) -> dict[str, str]:
    """A picture for each check that has failed, as HTML, by the name of the check."""
    return {
        check: to_html(draw(evidence, reference_of(evidence, attempt)))
        for check, evidence in failed_runs(result, attempt)
    }


def to_html(timeline: Timeline) -> str:
    """The picture, and below it the same in words, folded."""
    shown = for_page(timeline)  # what is left out of the picture is left out of the words
    return f"{to_svg(shown)}<details><summary>The same in words</summary>{listed(describe(shown))}</details>"
