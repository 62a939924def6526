"""The picture of a recorded run: made from the evidence in the store, with no sandbox and no line of the student's."""

from autograder.checks.attempt_record import unpack
from autograder.checks.course import Exercise
from autograder.desk.replay import Control, attempt_of, judge_runs
from autograder.desk.store import Kept
from autograder.errors import NeedsRun
from autograder.reports.timeline.choice import failed_runs, pictured, reference_of
from autograder.reports.timeline.drawing import draw
from autograder.reports.timeline.model import Timeline


def draw_recorded(exercise: Exercise, kept: Kept, control: Control | None) -> Timeline | None:
    """The run that the first failed check rests on, beside the reference's; None where there is none to show.

    Raises :class:`NeedsRun` where the checks ask for a run that was not recorded, and :class:`UsageError` for evidence
    that is damaged.
    """
    if kept.attempt is None:
        return None
    record = unpack(kept.attempt)
    attempt = attempt_of(exercise, kept.handed, record, record.first, control)
    judge_runs(attempt)  # says which run each check looked at last
    run = next((run for _, run in failed_runs(kept.result, attempt) if run.made() or run.calls), None)
    return None if run is None else draw(run, reference_of(run, attempt))


def pictures_of(exercise: Exercise, kept: Kept, control: Control | None) -> dict[str, str]:
    """A picture for each check that failed, as HTML, by the name of the check; none where there is none to show.

    Raises :class:`UsageError` for evidence that is damaged.
    """
    if kept.attempt is None:
        return {}
    record = unpack(kept.attempt)
    attempt = attempt_of(exercise, kept.handed, record, record.first, control)
    try:
        judge_runs(attempt)
    except NeedsRun:  # the checks have changed since
        return {}
    return pictured(kept.result, attempt)
