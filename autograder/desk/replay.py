"""Judge again what was recorded, with no sandbox and no line of the student's."""

from dataclasses import dataclass
from functools import cached_property

from autograder.checks.attempt import Attempt
from autograder.checks.attempt_record import AttemptRecord, RecordedRuns, Recording, digest_program
from autograder.checks.calling import call_checks
from autograder.checks.course import Exercise
from autograder.checks.results import ExerciseResult, Outcome, Verdict
from autograder.desk.comparison import compare_runs
from autograder.desk.grading import judge_attempt, mark_unsteady, run_checks, shorten_evidence
from autograder.desk.reference import excuse_what_the_reference_fails
from autograder.errors import NeedsRun
from autograder.intake.submission import SubmittedFile

__all__ = ["Control", "compare_runs", "replay"]


@dataclass(frozen=True)
class Control:
    """The reference of an exercise: its result, and the record that this rests on."""

    result: ExerciseResult
    record: AttemptRecord

    @cached_property
    def recording(self) -> Recording:
        """Its runs, decoded once for all that are held against them."""
        return Recording(self.record.first.runs)


def replay(
    exercise: Exercise, handed: SubmittedFile, record: AttemptRecord, references: Control | None = None
) -> ExerciseResult:
    """The result of a recorded grading, by the exercise's checks and signatures as they are now.

    Where nothing has changed, that is the same, byte for byte, as the grading gave. For a reference's own record,
    ``references`` is None. Raises :class:`NeedsRun` when the checks ask for a run that was not recorded, or for a
    scenario that is now drawn otherwise, and :class:`UsageError` for a record that is damaged.
    """
    if record.program != digest_program(handed.source, exercise.given_files()):
        raise NeedsRun(f"The record of {exercise.name} is of another program: this one must be run.")
    attempt = attempt_of(exercise, handed, record, record.first, references)
    result = judge_attempt(attempt, judge_runs)
    result.limits = dict(record.limits)
    if record.again is not None and result.outcome is Outcome.FAILED:
        second = attempt_of(exercise, handed, record, record.again, references)
        again = judge_runs(second)
        if not second.is_spent:
            mark_unsteady(result, again)
    shorten_evidence(result)
    if references is not None:
        excuse_what_the_reference_fails(result, references.result)
    return result


def judge_runs(attempt: Attempt) -> list[Verdict]:
    """The verdicts of the checks on recorded runs; raises what kept the record from serving."""
    verdicts = call_checks(attempt) or run_checks(attempt)
    if attempt.unmet:
        raise attempt.unmet[0]
    return verdicts


def attempt_of(
    exercise: Exercise, handed: SubmittedFile, record: AttemptRecord, recorded: RecordedRuns, control: Control | None
) -> Attempt:
    """One attempt of a record, as it was, without a sandbox."""
    return Attempt(
        exercise,
        handed,
        record.seed,
        None,
        control.recording if control is not None else {},
        seconds=recorded.seconds,
        spent=recorded.spent,
        kept=recorded.kept,
        counts=frozenset(record.counts),
        recording=Recording(recorded.runs),
        tried=record.tried,
    )
