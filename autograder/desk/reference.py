"""The reference solution as the control of a batch: where it does not pass, nobody fails."""

from autograder.checks.course import Exercise
from autograder.checks.results import ExerciseResult, Outcome, Verdict
from autograder.engine import judge
from autograder.engine.evidence import Evidence
from autograder.errors import Inconclusive, KitError
from autograder.messages import Message
from autograder.sandbox.environment import Environment


def failed_result(exercise: Exercise, reason: str) -> ExerciseResult:
    """The result of an exercise that the kit itself could not grade."""
    said = reason if isinstance(reason, Message) else Message("{reason}", reason=reason)
    verdict = Verdict("", "The kit grades the exercise", "", 0.0, Outcome.ERROR, "", said)
    result = ExerciseResult(exercise.name, exercise.about.title, exercise.file, verdicts=[verdict])
    result.conclude()
    return result


def excuse_what_the_reference_fails(result: ExerciseResult, control: ExerciseResult | None) -> None:
    """Where the reference itself does not pass, nobody fails: that verdict is ours to mend."""
    broken = {
        (verdict.check, verdict.start_method): verdict.actual
        for verdict in (control.verdicts if control else ())
        if verdict.outcome is not Outcome.PASSED
    }
    for verdict in result.verdicts:
        reason = broken.get((verdict.check, verdict.start_method))
        if reason is not None and verdict.outcome is Outcome.FAILED:
            verdict.outcome = Outcome.ERROR
            words = "The reference solution fails this check on this machine, so nobody is graded on it: {reason}"
            verdict.actual = Message(words, reason=Message.of(reason))
    if broken and control is not None and control.verdicts:
        result.conclude()


def run_beside(exercise: Exercise, evidence: Evidence, sandbox: Environment) -> Evidence | None:
    """The reference's run of the same scenario with the same draws; None where it is not at hand, as for students."""
    path = exercise.solution / exercise.file
    if not path.is_file():
        return None
    given = {**exercise.given_files(), **evidence.scenario.given_files()}
    folder = sandbox.student_folder(exercise.file, path.read_bytes(), given)
    again = evidence.scenario, evidence.start_method, evidence.seed, exercise.limits
    try:
        return judge.run(sandbox, folder, exercise.module, *again)
    except (Inconclusive, KitError):
        return None
