"""Judge again what was recorded, with no sandbox and no line of the student's."""

from dataclasses import dataclass, replace
from functools import cached_property

from autograder.checks.attempt import Attempt
from autograder.checks.attempt_record import AttemptRecord, Key, RecordedRuns, Recording, digest_program
from autograder.checks.calling import call_checks
from autograder.checks.course import Exercise
from autograder.checks.repeating import evidence_but_of
from autograder.checks.results import ExerciseResult, Outcome, Verdict
from autograder.desk.comparison import compare_runs
from autograder.desk.grading import judge_attempt, mark_unsteady, record_of, run_checks, shorten_evidence
from autograder.desk.reference import excuse_what_the_reference_fails
from autograder.errors import NeedsRun
from autograder.intake.submission import SubmittedFile
from autograder.sandbox.environment import Environment

__all__ = ["Control", "compare_runs", "judge_again", "replay", "run_anew"]


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
    return judge_again(exercise, handed, record, references)[0]


def judge_again(
    exercise: Exercise,
    handed: SubmittedFile,
    record: AttemptRecord,
    references: Control | None = None,
    sandbox: Environment | None = None,
) -> tuple[ExerciseResult, AttemptRecord]:
    """The same, with the record that the result rests on; what was not recorded is run in the sandbox, and only that.

    Raises :class:`NeedsRun` for a record of another program, and where there is something to run and no sandbox.
    """
    if record.program != digest_program(handed.source, exercise.given_files()):
        raise NeedsRun(f"The record of {exercise.name} is of another program: this one must be run.")
    attempt, second = attempt_of(exercise, handed, record, record.first, references, sandbox), None
    result = judge_attempt(attempt, judge_runs)
    result.limits = dict(record.limits)
    if record.again is not None and result.outcome is Outcome.FAILED:
        again_made = {(run.scenario, run.start_method) for run in record.again.runs}
        second = attempt_of(exercise, handed, record, record.again, references, sandbox)
        second.evidence = evidence_but_of(attempt, again_made)
        again = judge_runs(second)
        if not second.is_spent:
            mark_unsteady(result, again)
    shorten_evidence(result)
    if references is not None:
        excuse_what_the_reference_fails(result, references.result)
    return result, record_of(attempt, second)


def run_anew(
    exercise: Exercise,
    handed: SubmittedFile,
    record: AttemptRecord,
    sandbox: Environment,
    references: Control | None = None,
) -> tuple[ExerciseResult, dict[Key, list[str]]]:
    """Run a recorded program again with the same draws: the result, and for each run where it differs from that record.

    Who of several processes comes first is nobody's doing: another order is told, and is no fault. Raises what
    :func:`replay` does. A run without evidence, then or now, is not compared.
    """
    before = attempt_of(exercise, handed, record, record.first, references)
    judge_runs(before)
    anew = attempt_of(exercise, handed, record, record.first, references, sandbox)
    now = replace(anew, recording=None, spent=0.0, kept=0.0)
    result = judge_attempt(now)
    if references is not None:
        excuse_what_the_reference_fails(result, references.result)
    both = [key for key in before.evidence if key in now.evidence]
    return result, {key: compare_runs(before.evidence[key], now.evidence[key]) for key in both}


def judge_runs(attempt: Attempt) -> list[Verdict]:
    """The verdicts of the checks on recorded runs; raises what kept the record from serving."""
    verdicts = call_checks(attempt) if attempt.sandbox is None else None  # what may hang has its session
    verdicts = verdicts or run_checks(attempt)
    if attempt.unmet:
        raise attempt.unmet[0]
    return verdicts


def attempt_of(
    exercise: Exercise,
    handed: SubmittedFile,
    record: AttemptRecord,
    recorded: RecordedRuns,
    control: Control | None,
    sandbox: Environment | None = None,
) -> Attempt:
    """One attempt of a record, as it was."""
    return Attempt(
        exercise,
        handed,
        record.seed,
        sandbox,
        control.recording if control is not None else {},
        seconds=recorded.seconds,
        spent=recorded.spent,
        kept=recorded.kept,
        counts=frozenset(record.counts),
        recording=Recording(recorded.runs),
        tried=record.tried,
    )
