"""One submission's attempt at one exercise: its runs, each made once however many checks look at it."""

import inspect
import time
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FunctionType

from autograder.checks.attempt_record import Key, Recording, RunRecord
from autograder.checks.course import Exercise
from autograder.checks.endings import say_ending
from autograder.checks.event_log import tell
from autograder.checks.observed import ObservedRun
from autograder.engine import judge
from autograder.engine.draw import Draw, Place, machine_counts
from autograder.engine.evidence import Ending, Evidence
from autograder.engine.measured import is_unclear
from autograder.engine.scenario import START_METHODS, Scenario, ScenarioMaker
from autograder.errors import AutograderError, CheckFailed, Inconclusive, KitError, NeedsRun, UsageError
from autograder.intake.submission import SubmittedFile
from autograder.messages import Message
from autograder.sandbox.environment import Environment
from autograder.sandbox.limits import Limits

RETRIES = 2
EXERCISE_SECONDS = 40.0  # what all runs of a program for one exercise may take together, whatever it does
LEAST_SECONDS = 1.0  # and the last of them
BUSY_SHARE = 0.5  # still far more than it takes to load a program under any start method
PROGRAM_IS_THERE, PROGRAM_IS_USABLE = "There is a program to run", "{file} can be used"  # or no check can begin
PATIENCE = 8  # that time so many times over by the wall clock, where others had more of the machine than the program


@dataclass
class Attempt:
    """What the checks of one exercise share while one submission is graded.

    Its evidence comes from the ``sandbox``, or from a ``recording`` of earlier runs. What that does not hold is run, if
    there is a sandbox besides; else :class:`NeedsRun` is raised, and kept in ``unmet``.
    """

    exercise: Exercise
    handed: SubmittedFile
    seed: str
    sandbox: Environment | None
    references: Mapping[Key, Evidence] | Recording = field(default_factory=dict)
    evidence: dict[Key, Evidence] = field(default_factory=dict)
    looked_at: dict[tuple[str, str], list[Key]] = field(default_factory=dict)  # by check and start method: its runs
    beside: dict[Key, Evidence | None] = field(default_factory=dict)  # the reference's, as far as it was asked for
    seconds: float = EXERCISE_SECONDS
    spent: float = 0.0  # of these, without the time in which the machine was busy with others
    kept: float = 0.0  # that time
    counts: Set[int] = field(default_factory=machine_counts)
    recording: Recording | None = None
    runs: list[RunRecord] = field(default_factory=list)  # what came of each run, to be kept
    conjectured: set[Key] = field(default_factory=set)  # the runs made here in which the judge went by a conjecture
    unmet: list[AutograderError] = field(default_factory=list)  # why the recording did not serve
    tried: list[str] | None = None  # the start methods of the checks that were had where the runs were made; here: None

    @property
    def start_methods(self) -> list[str]:
        """The start methods of the checks that could be tried."""
        return self.exercise.tried if self.tried is None else self.tried

    @property
    def left(self) -> float:
        """The seconds that are left for runs; a program from which others kept the machine gets more of them."""
        own = self.seconds - self.spent
        if own > 0 or self.kept <= self.spent:
            return own
        return min(self.seconds, PATIENCE * self.seconds - self.spent - self.kept)

    @property
    def is_spent(self) -> bool:
        """Whether there is no time left for another run."""
        return self.left <= 0

    def look_at(self, check: str, make: ScenarioMaker, start_method: str) -> ObservedRun:
        """The same as :meth:`run`, for one check, of which it is noted."""
        self.looked_at.setdefault((check, start_method), []).append((make.__name__, start_method))
        return self.run(make, start_method)

    def run(self, make: ScenarioMaker, start_method: str) -> ObservedRun:
        """The evidence of one scenario; raises :class:`CheckFailed` when there is nothing that could be checked."""
        if self.handed.obstacle:
            raise CheckFailed(PROGRAM_IS_THERE, self.handed.obstacle)
        key = make.__name__, start_method
        if key not in self.evidence:
            self.evidence[key] = self.find(key, self.draw(make, start_method))
        evidence = self.evidence[key]
        if evidence.ending is Ending.IMPORT_FAILED or (evidence.steps and evidence.steps[0].missing is not None):
            expected = Message(PROGRAM_IS_USABLE, file=self.exercise.file)
            raise CheckFailed(expected, say_ending(evidence), "", tuple(tell(evidence)))
        return ObservedRun(evidence, self.reference(key, evidence.scenario))

    def draw(self, make: ScenarioMaker, start_method: str) -> Scenario:
        """The scenario with all that is drawn for it."""
        place = Place(make.__name__, start_method, scenarios_beside(make), START_METHODS)
        return make(Draw(self.seed, place, self.counts))

    def reference(self, key: Key, scenario: Scenario) -> Evidence | None:
        """The reference's run of the same scenario, if there is one."""
        if key not in self.beside:
            found = self.references
            self.beside[key] = found.find(key, scenario) if isinstance(found, Recording) else found.get(key)
        return self.beside[key]

    def find(self, key: Key, scenario: Scenario) -> Evidence:
        """The evidence of a run, recorded or made now; raises what came of it in its place."""
        try:
            run = self.recording.take(key, scenario) if self.recording is not None else self.record(key, scenario)
        except NeedsRun as error:
            if self.sandbox is None:
                self.unmet.append(error)
                raise
            run = self.record(key, scenario)
        self.runs.append(run)
        try:
            return run.give(scenario)
        except UsageError as error:
            self.unmet.append(error)
            raise

    def record(self, key: Key, scenario: Scenario) -> RunRecord:
        """Make a run, and write down what came of it."""
        try:
            evidence = self.run_again(scenario, key[1])
            self.conjectured |= {key} if evidence.conjectured else set()
            return RunRecord.of(key, scenario, evidence)
        except (CheckFailed, Inconclusive, KitError) as error:
            return RunRecord.of(key, scenario, error)

    def run_again(self, scenario: Scenario, start_method: str) -> Evidence:
        """Run once; when the machine was too busy to tell, again, a few times."""
        sandbox = self.sandbox_for_runs()
        given = {**self.exercise.given_files(), **scenario.given_files()}
        folder = sandbox.student_folder(self.exercise.file, self.handed.source, given)
        for left in reversed(range(RETRIES + 1)):
            try:
                evidence = self.spend(folder, scenario, start_method)
                if is_unclear(evidence):
                    raise Inconclusive(Message("The machine was too busy to tell how long the program took."))
                if slept_away(evidence) and not self.is_spent:
                    see_who_stays(evidence, self.spend(folder, scenario, start_method, others_sleep_on=True))
                return evidence
            except Inconclusive:
                if not left:
                    raise
        raise AssertionError("unreachable")

    def sandbox_for_runs(self) -> Environment:
        """Where programs are run; raises :class:`NeedsRun` when there is no such place."""
        if self.sandbox is None:
            raise NeedsRun("There is no sandbox to run the program in.")
        return self.sandbox

    def limits_now(self) -> Limits:
        """What the next run may use: no more time than is left; less to compute in, where all before led nowhere."""
        limits = self.exercise.limits
        limits = replace(limits, run_seconds=min(limits.run_seconds, max(self.left, LEAST_SECONDS)))
        if self.evidence and all(run.ending is Ending.BUSY for run in self.evidence.values()):
            return replace(limits, cpu_seconds=limits.cpu_seconds * BUSY_SHARE)
        return limits

    def spend(self, folder: Path, scenario: Scenario, start_method: str, others_sleep_on: bool = False) -> Evidence:
        """One run, in no more than the time that is left; raises :class:`CheckFailed` when there is none."""
        if self.is_spent and self.kept > self.spent:
            raise Inconclusive(Message("The machine was too busy for all runs of this exercise."))
        if self.is_spent:
            raise CheckFailed(
                Message("The program's runs for this exercise are over within {seconds:.0f} s", seconds=self.seconds),
                "This run was not made: the runs before it took all the time that a program has for one exercise.",
            )
        sandbox, limits = self.sandbox_for_runs(), self.limits_now()
        began, lasted, kept = time.monotonic(), 0.0, 0.0
        try:
            evidence = judge.run(
                sandbox, folder, self.exercise.module, scenario, start_method, self.seed, limits, others_sleep_on
            )
            lasted, kept = evidence.seconds, evidence.kept
        except Inconclusive as error:
            lasted, kept = error.seconds, error.kept
            raise
        finally:
            all_of_it = time.monotonic() - began  # the sandbox is made and ended as slowly as the run went
            self.kept += all_of_it * (kept / lasted if lasted else 0.0)
            self.spent += all_of_it * (1 - kept / lasted if lasted else 1.0)
        return evidence


def see_who_stays(evidence: Evidence, again: Evidence) -> None:
    """Write down who was left by a step in another run of the same scenario, in which nobody slept too fast."""
    evidence.conjectured |= again.conjectured
    for step, other in zip(evidence.steps, again.steps, strict=False):
        step.survivors += [one for one in other.survivors if one not in step.survivors]


def scenarios_beside(make: ScenarioMaker) -> tuple[str, ...]:
    """The scenarios of the file of checks that this one stands in: its functions that take what this one takes."""
    functions = [one for one in getattr(make, "__globals__", {}).values() if isinstance(one, FunctionType)]
    beside = [one.__name__ for one in functions if one.__module__ == make.__module__ and taken(one) == taken(make)]
    return tuple(beside) or (make.__name__,)


def taken(function: Callable[..., object]) -> list[str]:
    """The names of a function's parameters."""
    return list(inspect.signature(function).parameters)


def slept_away(evidence: Evidence) -> bool:
    """Whether the judge's clock has let anybody sleep who does no work: at home it may be there much longer."""
    found = (one.process for one in evidence.waits if one.sleeps)
    return any(one is None or not (one.is_caller or one.is_server or one.number in evidence.workers) for one in found)
