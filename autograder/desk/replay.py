"""Judge again what was recorded, with no sandbox and no line of the student's."""

from dataclasses import dataclass, replace
from functools import cached_property

from autograder.checks.attempt import Attempt
from autograder.checks.attempt_record import AttemptRecord, Key, RecordedRuns, Recording, digest_program
from autograder.checks.calling import call_checks
from autograder.checks.course import Exercise
from autograder.checks.repeating import evidence_but_of, runs_in_doubt, second_attempt
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


def recording_of(control: Control | None) -> Recording | None:
    """The reference's runs, if there is one."""
    return control.recording if control is not None else None


def replay(
    exercise: Exercise, handed: SubmittedFile, record: AttemptRecord, references: Control | None = None
) -> ExerciseResult:
    """The result of a recorded grading, by the exercise's checks and signatures as they are now.

    Where nothing has changed, that is the same, byte for byte, as the grading gave. For a reference's own record,
    ``references`` is None. Raises :class:`NeedsRun` when the checks ask for a run that was not recorded, or for a
    scenario that is now drawn otherwise, and :class:`UsageError` for a record that is damaged.
    """
    result, _ = judge_again(exercise, handed, record, recording_of(references))
    if references is not None:
        excuse_what_the_reference_fails(result, references.result)
    return result


def judge_again(
    exercise: Exercise,
    handed: SubmittedFile,
    record: AttemptRecord,
    beside: Recording | None = None,
    sandbox: Environment | None = None,
) -> tuple[ExerciseResult, AttemptRecord]:
    """The same before the reference excuses anything, with the record that the result rests on.

    ``beside`` are the reference's runs. What was not recorded is run in the sandbox, and only that. Raises
    :class:`NeedsRun` for a record of another program, and where there is something to run and no sandbox.
    """
    if record.program != digest_program(handed.source, exercise.given_files()):
        raise NeedsRun(f"The record of {exercise.name} is of another program: this one must be run.")
    attempt = attempt_of(exercise, handed, record, record.first, beside, sandbox)
    result = judge_attempt(attempt, judge_runs)
    result.limits = dict(record.limits)
    second = second_of(attempt, record, result.verdicts) if result.outcome is Outcome.FAILED else None
    if second is not None:
        again = judge_runs(second)
        if not second.is_spent:
            mark_unsteady(result, again)
    shorten_evidence(result)
    return result, record_of(attempt, second)


def second_of(attempt: Attempt, record: AttemptRecord, verdicts: list[Verdict]) -> Attempt | None:
    """The second attempt of a failing program, as it was recorded; with a sandbox, of what is in doubt now as well."""
    sandbox, again = attempt.sandbox, record.again
    if again is None:
        found = second_attempt(attempt, verdicts) if sandbox is not None else None
        return None if found is None else replace(found, recording=None)
    made = {(run.scenario, run.start_method) for run in again.runs}
    doubtful = runs_in_doubt(attempt, verdicts) if sandbox is not None else set()
    beside = attempt.references if isinstance(attempt.references, Recording) else None
    second = attempt_of(attempt.exercise, attempt.handed, record, again, beside, sandbox)
    second.evidence = evidence_but_of(attempt, made | doubtful)
    return second


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
    beside = recording_of(references)
    before = attempt_of(exercise, handed, record, record.first, beside)
    judge_runs(before)
    anew = attempt_of(exercise, handed, record, record.first, beside, sandbox)
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
    beside: Recording | None,
    sandbox: Environment | None = None,
) -> Attempt:
    """One attempt of a record, as it was."""
    return Attempt(
        exercise,
        handed,
        record.seed,
        sandbox,
        beside or {},
        seconds=recorded.seconds,
        spent=recorded.spent,
        kept=recorded.kept,
        counts=frozenset(record.counts),
        recording=Recording(recorded.runs),
        tried=record.tried,
    )
