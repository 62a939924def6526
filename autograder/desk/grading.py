"""Grade: submission, sandbox, evidence, checks, result."""

import contextlib
import io
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

import pytest

from autograder.checks import plugin
from autograder.checks.attempt import EXERCISE_SECONDS, Attempt
from autograder.checks.attempt_record import FORMAT, AttemptRecord, Key, RecordedRuns, Recording, digest_program
from autograder.checks.calling import call_checks
from autograder.checks.course import SIGNATURES_FILE, Exercise
from autograder.checks.results import ExerciseResult, Outcome, Verdict
from autograder.checks.session import run_session, unusable
from autograder.checks.tracebacks import without_kit
from autograder.diagnosis.python_errors import python_errors
from autograder.diagnosis.signatures import diagnose, load_signatures
from autograder.engine.evidence import Evidence
from autograder.intake.submission import SubmittedFile
from autograder.messages import Message
from autograder.sandbox.environment import Environment

SPENT = (
    "Its runs took all the {seconds:.0f} s that a program has for this exercise; what had not been run by then has "
    "failed."
)
EVIDENCE_LINES = 60
Listener = Callable[[Verdict], None]


def new_seed() -> str:
    """A seed that nobody can foresee; one serves a whole batch."""
    return secrets.token_hex(8)


class Bridge:
    """Brings an attempt into a pytest session, and its verdicts out."""

    def __init__(self, attempt: Attempt, listener: Listener | None) -> None:
        """``listener`` hears each verdict as it falls."""
        self.attempt, self.listener = attempt, listener
        self.verdicts: list[Verdict] = []
        self.interrupted = False

    def pytest_configure(self, config: pytest.Config) -> None:
        """Hand the attempt to the ``run`` fixture."""
        config.stash[plugin.ATTEMPT] = self.attempt

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Tell Ctrl-C from pytest's own way of giving up on checks that cannot be collected."""
        self.interrupted = not isinstance(excinfo.value, pytest.Session.Interrupted)

    def pytest_autograder_verdict(self, verdict: Verdict) -> None:
        """Pass a verdict on."""
        self.verdicts.append(verdict)
        if self.listener is not None:
            self.listener(verdict)


def run_checks(attempt: Attempt, listener: Listener | None = None) -> list[Verdict]:
    """Run an exercise's checks in a pytest session of their own; raises :class:`KitError` if pytest itself fails."""
    bridge = Bridge(attempt, listener)
    status, printed = run_session(attempt.exercise, [bridge])
    if bridge.interrupted:
        raise KeyboardInterrupt
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) or not bridge.verdicts:
        raise unusable(attempt.exercise, printed)
    return bridge.verdicts


def call_or_run(attempt: Attempt) -> list[Verdict]:
    """The same verdicts, with the checks read in once for all the programs that this process grades.

    What hangs in a check is ended with the job that it is part of, not by a session. Checks that take more than ``run``
    have a session of their own each time.
    """
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        verdicts = call_checks(attempt)
    return verdicts or run_checks(attempt)


def grade_exercise(
    exercise: Exercise,
    handed: SubmittedFile,
    sandbox: Environment,
    seed: str,
    references: Mapping[Key, Evidence] | Recording | None = None,
    listener: Listener | None = None,
    seconds: float = EXERCISE_SECONDS,
) -> tuple[ExerciseResult, Attempt]:
    """Grade one submission of one exercise, within so many seconds of runs; the attempt holds the evidence."""
    attempt = Attempt(exercise, handed, seed, sandbox, references or {}, seconds=seconds)
    return judge_attempt(attempt, lambda one: run_checks(one, listener)), attempt


def judge_attempt(attempt: Attempt, run: Callable[[Attempt], list[Verdict]] = run_checks) -> ExerciseResult:
    """Run checks and diagnosis on an attempt; a function of its evidence alone, wherever that comes from.

    ``run`` gives the verdicts of the checks.
    """
    exercise, handed = attempt.exercise, attempt.handed
    result = ExerciseResult(exercise.name, exercise.about.title, exercise.file, limits=asdict(exercise.limits))
    result.handed_in = not handed.missing
    result.verdicts = run(attempt)
    result.conclude()
    signatures = load_signatures(exercise.folder / SIGNATURES_FILE)
    if result.outcome is Outcome.FAILED:
        result.python_errors = python_errors(attempt.evidence, exercise.file, handed.source)
    if signatures is not None and result.outcome is Outcome.FAILED:
        result.diagnosis = diagnose(attempt.evidence, handed.source, signatures, exercise.about.ungraded)
    result.notes = list(dict.fromkeys(note for evidence in attempt.evidence.values() for note in evidence.notes))
    if attempt.is_spent:
        result.notes.append(Message(SPENT, seconds=attempt.seconds))
    result.not_tried = [one for one in exercise.about.start_methods if one not in attempt.start_methods]
    outputs = [evidence for evidence in attempt.evidence.values() if evidence.output or evidence.errors]
    if outputs:
        result.output, result.errors = without_kit(outputs[0].output), without_kit(outputs[0].errors)
    return result


def grade_file(exercise: Exercise, path: Path, sandbox: Environment, seed: str) -> tuple[ExerciseResult, Attempt]:
    """Grade a file that is known to be there: a reference, an alternative, a mistake."""
    return grade_exercise(exercise, SubmittedFile(path.read_bytes(), str(path)), sandbox, seed)


def mark_unsteady(result: ExerciseResult, again: list[Verdict]) -> None:
    """Say of each verdict that a second attempt did not repeat; the first counts, whatever the second gives."""
    second = {(verdict.check, verdict.start_method): verdict.outcome for verdict in again}
    for verdict in result.verdicts:
        other = second.get((verdict.check, verdict.start_method))
        if {verdict.outcome, other} == {Outcome.PASSED, Outcome.FAILED}:
            verdict.unsteady = True
            words = "A second run with the same draws passed: the program is unsteady."
            if other is Outcome.FAILED:
                words = "A second run with the same draws failed: the program is unsteady."
            verdict.actual = Message.joined([Message.of(verdict.actual), Message(words)])


def shorten_evidence(result: ExerciseResult) -> None:
    """Keep of the evidence of each verdict the first lines."""
    for verdict in result.verdicts:
        del verdict.evidence[EVIDENCE_LINES:]


def record_of(attempt: Attempt, second: Attempt | None = None) -> AttemptRecord:
    """All that is to be kept of a graded attempt, and of a second one with the same draws."""
    first, again = runs_of(attempt), runs_of(second) if second is not None else None
    exercise = attempt.exercise
    program = digest_program(attempt.handed.source, exercise.given_files())
    counts, limits = sorted(attempt.counts), asdict(exercise.limits)
    return AttemptRecord(FORMAT, program, attempt.seed, counts, attempt.start_methods, limits, first, again)


def runs_of(attempt: Attempt) -> RecordedRuns:
    """The runs of one attempt, with the time that they took."""
    return RecordedRuns(attempt.seconds, attempt.spent, attempt.kept, [run.bounded() for run in attempt.runs])
