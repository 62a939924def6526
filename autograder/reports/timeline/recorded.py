"""The picture of a recorded run: made from the evidence in the store, with no sandbox and no line of the student's."""

from collections.abc import Iterable, Iterator

from autograder.checks.attempt_record import unpack
from autograder.checks.course import Exercise
from autograder.checks.results import State, StudentResult
from autograder.desk.controls import Controls
from autograder.desk.replay import Control, attempt_of, judge_runs, recording_of
from autograder.desk.store import Kept, Store
from autograder.errors import NeedsRun, UsageError
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
    attempt = attempt_of(exercise, kept.handed, record, record.first, recording_of(control))
    judge_runs(attempt)  # says which run each check looked at last
    run = next((run for _, run in failed_runs(kept.result, attempt) if run.made() or run.calls), None)
    return None if run is None else draw(run, reference_of(run, attempt))


class RecordedPictures:
    """Draws the runs of failed checks that a store keeps, beside those of the references."""

    def __init__(self, store: Store, exercises: Iterable[Exercise]) -> None:
        """``exercises``: those of the results, as they are now."""
        self.store, self.exercises = store, {exercise.name: exercise for exercise in exercises}
        self.controls = Controls(store)

    def of(self, kept: Kept) -> dict[str, str]:
        """A picture for each check that failed, as HTML, by the name of the check; none where none can be drawn."""
        exercise = self.exercises.get(kept.exercise)
        if exercise is None or kept.attempt is None or kept.result.state is not State.FAILED:
            return {}
        try:
            record = unpack(kept.attempt)
            beside = recording_of(self.controls.of(exercise.name))
            attempt = attempt_of(exercise, kept.handed, record, record.first, beside)
            judge_runs(attempt)
        except (NeedsRun, UsageError):  # the checks have changed since, or the evidence is damaged
            return {}
        return pictured(kept.result, attempt)

    def students(self) -> Iterator[StudentResult]:
        """Every student of the store, with pictures in the results."""
        for name in self.store.names:
            student, kept = self.store.student_and_kept(name)
            for one in kept:
                one.result.pictures = self.of(one)
            yield student
