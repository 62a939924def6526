"""Run a recorded program again with the same draws, and say where the two evidences differ."""

from autograder.checks.attempt import Attempt
from autograder.checks.attempt_record import AttemptRecord
from autograder.checks.course import Exercise
from autograder.checks.results import ExerciseResult
from autograder.desk.comparison import compare_runs
from autograder.desk.grading import judge_attempt
from autograder.desk.replay import Control
from autograder.errors import AutograderError, CheckFailed
from autograder.intake.submission import SubmittedFile
from autograder.sandbox.environment import Environment


def differences_of_runs(
    exercise: Exercise, handed: SubmittedFile, record: AttemptRecord, control: Control | None, sandbox: Environment
) -> tuple[ExerciseResult, list[str]]:
    """Grade once more with the seed and the sizes of a record; the result, and sentences, run by run, event by event.

    Who of several processes comes first is nobody's doing: another order is told, and is no fault.
    """
    attempt = Attempt(
        exercise,
        handed,
        record.seed,
        sandbox,
        control.recording if control is not None else {},
        seconds=record.first.seconds,
        counts=frozenset(record.counts),
        tried=record.tried,
    )
    result = judge_attempt(attempt)
    then = {(run.scenario, run.start_method): run for run in record.first.runs}
    found = []
    for key, evidence in attempt.evidence.items():
        where = f"{key[0]} under {key[1]}"
        if key not in then:
            found.append(f"{where}: only the second time was this run made.")
            continue
        try:
            earlier = then[key].give(evidence.scenario)
        except (AutograderError, CheckFailed) as error:
            found.append(f"{where}: the first time there was no evidence: {error}")
            continue
        found += [f"{where}: {sentence}" for sentence in compare_runs(earlier, evidence)]
    missing = [key for key, run in then.items() if key not in attempt.evidence and run.evidence is not None]
    return result, found + [
        f"{scenario} under {method}: only the first time was this run made." for scenario, method in missing
    ]
