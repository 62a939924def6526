"""Prove a course: stubs fail, right programs pass, every mistake gets its verdict and its name."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from autograder.checks.course import SIGNATURES_FILE, Exercise
from autograder.checks.results import Outcome
from autograder.desk.completeness import Verdicts, declared, find_gaps
from autograder.desk.grading import grade_file, new_seed
from autograder.desk.signing import sign_all, write_signatures
from autograder.desk.stubs import make_stub
from autograder.desk.worker_process import Failure
from autograder.desk.workers import run_jobs
from autograder.diagnosis.declarations import problems as declaration_problems
from autograder.diagnosis.signatures import Shown, gather, load_signatures
from autograder.errors import UsageError
from autograder.sandbox.sandbox import Sandbox

NAMELESS = (
    "nothing that the grader records parts it from right programs, as where only a check of your own sees it: it can "
    "be graded, and it cannot be named"
)
TRIALS = 3  # how often a mistake may be tried until it is named
BUSY_LOOPS = 8  # the load under which verdicts and diagnoses have to hold
BUSY_LOOP = """
import os, sys
while os.getppid() == int(sys.argv[1]):
    for _ in range(1_000_000):
        pass
"""  # ends with whoever has begun it, be that killed


@dataclass(frozen=True)
class Program:
    """One program of a course whose verdict is known beforehand."""

    exercise: Exercise
    role: str  # stub, reference, alternative or mistake
    path: Path

    @property
    def title(self) -> str:
        """How reports name it."""
        return f"{self.exercise.name}: {self.role} {self.path.stem}"


@dataclass
class Proof:
    """What came of one program: what was wrong with it, if anything."""

    program: Program
    problems: list[str] = field(default_factory=list)
    failed: Verdicts = frozenset()
    facts: Shown = field(default_factory=dict)
    diagnosis: str = ""
    tries: int = 1  # how often it was graded until it was named


def programs_of(exercise: Exercise) -> Iterator[Program]:
    """Every program of an exercise; raises :class:`UsageError` when there is no reference."""
    reference = exercise.solution / exercise.file
    if not reference.is_file():
        raise UsageError(f"{reference} is missing: only instructors, who have solutions/, can verify a course.")
    if (exercise.folder / exercise.file).is_file():
        yield Program(exercise, "stub", exercise.folder / exercise.file)
    yield Program(exercise, "reference", reference)
    for role in ("alternative", "mistake"):
        for path in sorted((exercise.solution / f"{role}s").glob("*.py")):
            yield Program(exercise, role, path)


def try_program(program: Program, sandbox: Sandbox) -> Proof:
    """Grade one program and hold the verdict against what it should be."""
    result, attempt = grade_file(program.exercise, program.path, sandbox, new_seed())
    proof = Proof(program, facts=gather(attempt.evidence))
    proof.failed = frozenset(
        (verdict.check, verdict.start_method) for verdict in result.verdicts if verdict.outcome is Outcome.FAILED
    )
    proof.diagnosis = result.diagnosis.mistake if result.diagnosis else ""
    proof.problems += [
        f"{verdict.check} under {verdict.start_method}: {verdict.outcome.value}: {verdict.actual}"
        for verdict in result.verdicts
        if verdict.outcome in (Outcome.ERROR, Outcome.INCONCLUSIVE)
    ]
    everything = frozenset((verdict.check, verdict.start_method) for verdict in result.verdicts)
    wanted = {
        "stub": everything,
        "mistake": declared(program.path.read_text(encoding="utf-8"), program.exercise),
    }.get(program.role, frozenset())
    proof.problems += [
        f"{check} under {method} should fail, and passes" for check, method in sorted(wanted - proof.failed)
    ]
    proof.problems += [
        f"{verdict.check} under {verdict.start_method} should pass, and fails: {verdict.actual}"
        for verdict in result.verdicts
        if (verdict.check, verdict.start_method) in proof.failed - wanted
    ]
    if program.role == "mistake":
        proof.problems += declaration_problems(program.path.read_text(encoding="utf-8"))
    if program.role == "mistake" and not wanted:
        proof.problems.append("it does not say which checks it fails (a line `# fails: check, check`)")
    return proof


def prove_stub(exercise: Exercise, record: bool) -> Proof:
    """Look for what is missing, and hold the stub against its reference; with ``record``, make it anew."""
    stub = exercise.folder / exercise.file
    proof = Proof(Program(exercise, "files of", stub), find_gaps(exercise))
    made = make_stub((exercise.solution / exercise.file).read_text(encoding="utf-8"))
    if record:
        stub.write_text(made, encoding="utf-8")
    elif not stub.is_file() or stub.read_text(encoding="utf-8") != made:
        proof.problems.append(
            f"{stub.name} is not made from the reference; `autograder verify --record` makes it anew."
        )
    return proof


def prove(exercises: Iterable[Exercise], workers: int | None = None) -> Iterator[Proof]:
    """Prove the stub and every program of the exercises; each proof is given as soon as it is there."""
    exercises = list(exercises)
    for exercise in exercises:
        yield prove_stub(exercise, False)
    yield from do_all(all_programs(exercises), prove_program, workers)


def prove_program(program: Program, sandbox: Sandbox) -> Proof:
    """Try a program, and hold a mistake's name against what it should be.

    A mistake that got its verdict but no name is tried again: what depends on the order of things may
    look as no recorded run did, and then has plain evidence. A wrong name is never forgiven.
    """
    proof = try_program(program, sandbox)
    while program.role == "mistake" and not proof.problems and not proof.diagnosis and proof.tries < TRIALS:
        tries = proof.tries + 1
        proof = try_program(program, sandbox)
        proof.tries = tries
    if program.role == "mistake" and not proof.problems and proof.diagnosis != program.path.stem:
        proof.problems.append(f"is diagnosed as {proof.diagnosis or f'nothing, {TRIALS} times'}")
        known = load_signatures(program.exercise.folder / SIGNATURES_FILE)
        if known and any(one.mistake == program.path.stem and not one.possible for one in known.mistakes):
            proof.problems.append(NAMELESS)
    return proof


def record(
    exercises: Iterable[Exercise], rounds: int, workers: int | None = None, add: bool = False
) -> Iterator[Proof]:
    """Write stubs and signatures anew, from so many runs of every program; every second round is under load.

    So a signature tells what a mistake always shows from what depends on the order of things, on what was
    drawn, or on the speed of the machine. Each proof is given as soon as it is there, and each round is
    written down. With ``add`` the runs are added to those that are recorded already.
    """
    exercises = list(exercises)
    recorded = {one.name: load_signatures(one.folder / SIGNATURES_FILE) if add else None for one in exercises}
    for exercise in exercises:
        yield prove_stub(exercise, True)
    proofs: dict[str, list[Proof]] = {exercise.name: [] for exercise in exercises}
    for number in range(rounds):
        with busy_loops(BUSY_LOOPS if number % 2 else 0):
            for proof in do_all(all_programs(exercises), try_program, workers):
                proofs[proof.program.exercise.name].append(proof)
                yield proof
        for exercise in exercises:
            found = proofs[exercise.name]
            right = [proof.facts for proof in found if proof.program.role in ("reference", "alternative")]
            mistakes: dict[Path, list[Shown]] = {}
            for proof in found:
                if proof.program.role == "mistake" and proof.facts:  # none when the kit itself failed, which is told
                    mistakes.setdefault(proof.program.path, []).append(proof.facts)
            write_signatures(exercise.folder / SIGNATURES_FILE, sign_all(right, mistakes, recorded[exercise.name]))


def all_programs(exercises: Iterable[Exercise]) -> list[Program]:
    """The programs of all these exercises."""
    return [program for exercise in exercises for program in programs_of(exercise)]


def do_all(programs: list[Program], work: Callable[[Program, Sandbox], Proof], workers: int | None) -> Iterator[Proof]:
    """Do the same with every program, on several processes."""
    for program, answer in run_jobs(programs, work, workers):
        yield Proof(program, [answer.reason]) if isinstance(answer, Failure) else answer


@contextmanager
def busy_loops(count: int) -> Iterator[None]:
    """Keep so many processes busy beside the work; none is left on the way out, or when this process is killed."""
    command = [sys.executable, "-I", "-S", "-c", BUSY_LOOP, str(os.getpid())]
    running = [subprocess.Popen(command, stdin=subprocess.DEVNULL) for _ in range(count)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
        for process in running:
            process.wait()
