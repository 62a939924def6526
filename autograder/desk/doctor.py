"""Find out what this machine can guarantee, by trying it."""

import multiprocessing
import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec

import autograder
from autograder import kernel
from autograder.engine import judge
from autograder.engine.canaries import CANARIES, Trial, try_level
from autograder.engine.draw import Draw
from autograder.engine.evidence import Ending
from autograder.engine.probes import Probe
from autograder.engine.scenario import START_METHODS, Scenario
from autograder.engine.steps import call
from autograder.errors import AutograderError
from autograder.platforms import environment_for_own_code
from autograder.sandbox.environment import Environment
from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.levels import Level
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox

TRIAL = b"""
from multiprocessing import Process

def go(task, name):
    child = Process(target=task, args=(name,))
    child.start()
    child.join()
    return child.exitcode
"""


@dataclass(frozen=True)
class Finding:
    """One thing that was tried: what it is, whether it is as it should be, and what to do if not."""

    subject: str
    good: bool
    detail: str


def trial_scenario(draw: Draw) -> Scenario:
    """A child is started and waited for."""
    return Scenario(call("go", Probe("task", calls=1), draw.name()))


def examine() -> list[Finding]:
    """Try everything but the levels, in order; stops where nothing further can be tried."""
    findings = [
        Finding("system", sys.platform == "linux", f"{platform.system()} {platform.release()}"),
        Finding("python", True, f"{Interpreter.current().version} at {Interpreter.current().executable}"),
    ]
    if sys.platform != "linux":
        return findings + try_own_code()
    findings += [
        Finding("processor", bool(kernel.MACHINE_CALLS), f"{os.cpu_count()} × {platform.machine()}"),
        Finding("processes", process_limit() > 256, f"at most {process_limit()} for this user"),
    ]
    try:
        with Sandbox() as sandbox:
            findings.append(Finding("sandbox", True, f"level {sandbox.level}: {sandbox.level.summary}"))
            inside = sandbox.interpreter
            findings.append(Finding("python inside", True, f"{inside.version} at {inside.executable}"))
            folder = sandbox.student_folder("trial.py", TRIAL, {})
            findings += [try_method(sandbox, folder, method) for method in START_METHODS]
            findings.append(try_clock(sandbox, folder))
    except AutograderError as error:
        findings.append(Finding("sandbox", False, str(error)))
    return findings


def process_limit() -> int:
    """How many processes this user may have."""
    import resource  # Windows has no such module

    limit = resource.getrlimit(resource.RLIMIT_NPROC)[0]
    return limit if limit != resource.RLIM_INFINITY else 1 << 30


def try_own_code() -> list[Finding]:
    """Whether one's own code can be checked, where there is no sandbox."""
    with environment_for_own_code() as own:
        folder = own.student_folder("trial.py", TRIAL, {})
        return [try_own_method(own, folder, method) for method in multiprocessing.get_all_start_methods()]


def try_own_method(own: Environment, folder: Path, method: str) -> Finding:
    """Whether a child can be started and attested under one start method."""
    try:
        evidence = judge.run(own, folder, "trial", trial_scenario(Draw("doctor")), method, "doctor", Limits())
    except AutograderError as error:
        return Finding(f"own code, {method}", False, str(error))
    children = [one for one in evidence.calls if not one.process.is_caller]
    good = evidence.ending is Ending.FINISHED and len(children) == 1
    detail = f"a child was attested, in {evidence.seconds * 1000:.0f} ms"
    return Finding(f"own code, {method}", good, detail if good else f"{evidence.ending.value} {evidence.errors[-300:]}")


def try_method(sandbox: Sandbox, folder: Path, method: str) -> Finding:
    """Whether a child can be started, attested and seen waiting under one start method."""
    evidence = judge.run(sandbox, folder, "trial", trial_scenario(Draw("doctor")), method, "doctor", Limits())
    stills = evidence.standstills
    good = evidence.ending is Ending.FINISHED and len(stills) == 1 and not stills[0].settled and bool(stills[0].wait)
    detail = f"a child was attested and its parent seen waiting, in {evidence.seconds * 1000:.0f} ms"
    return Finding(f"evidence, {method}", good, detail if good else f"{evidence.ending.value} {evidence.errors[-300:]}")


def try_clock(sandbox: Sandbox, folder: Path) -> Finding:
    """Whether sleeps can be held; where they cannot, a heuristic stands in, which grades as it did before."""
    scenario = trial_scenario(Draw("doctor"))
    evidence = judge.run(sandbox, folder, "trial", scenario, START_METHODS[0], "doctor", Limits())
    return Finding("sleeps", True, "held by the judge" if evidence.judge_has_clock else judge.NO_CLOCK)


class AttackTried(msgspec.Struct):
    """One of the kit's own attacks on one level: what it breaks, and what was seen."""

    attack: str
    guarantee: str  # what a submission cannot do where it does not work
    promised: bool  # by this level
    seen: str  # ``worked``, what the system said, or ``did not work``
    worked: bool


class LevelTried(msgspec.Struct):
    """One level: whether it can be had here, why not, and every attack that was made on it."""

    level: str
    made_of: str
    had: bool
    trouble: str
    attacks: list[AttackTried]


class AttackReport(msgspec.Struct):
    """What ``autograder doctor --attack --json`` prints."""

    kit: str
    kernel: str
    machine: str
    user: str  # ``root`` or ``ordinary``
    levels: list[LevelTried]
    format: int = 1


def report_attacks(trials: list[Trial]) -> AttackReport:
    """What was tried and seen, for others to check."""
    levels = []
    for trial in trials:
        promised = trial.level.guarantees
        tried = [
            AttackTried(name, CANARIES[name].value, CANARIES[name] in promised, seen, name in trial.worked)
            for name, seen in trial.seen.items()
        ]
        trouble = "" if trial.had else trial.trouble
        levels.append(LevelTried(trial.level.value, trial.level.summary, trial.had, trouble, tried))
    user = "root" if Sandbox.is_root() else "ordinary"
    return AttackReport(autograder.__version__, platform.release(), platform.machine(), user, levels)


def try_levels() -> list[Trial]:
    """Attack a sandbox of every level."""
    return [try_level(level) for level in Level]
