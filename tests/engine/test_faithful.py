"""A run in the grader is what happens at home: every program of the course, run by plain Python beside it.

At home the file is a script: what stands under its guards is cut out, and a trial is put in its place that takes the
steps of a scenario with ordinary tasks (:mod:`tests.engine.home.ordinary`). Compared is what can be told of both:
how the run ends, how many processes are made, which calls come from the caller and which from a child and with what,
what each step raises, or what it gives is made of.
"""

import ast
import json
import os
import re
import runpy
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from autograder import kernel
from autograder.checks.course import Course
from autograder.desk.verify import Program, programs_of
from autograder.engine import judge
from autograder.engine.draw import Draw
from autograder.engine.evidence import Ending, Evidence
from autograder.engine.protocol import Opaque
from autograder.engine.quiescence import Motion, Watch
from autograder.engine.scenario import START_METHODS, Scenario
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import ROOT

HOME = Path(__file__).parent / "home"
TRIAL = '\nif __name__ == "__main__":\n    import ordinary\n    ordinary.trial(globals())\n'
WORK = "from ordinary import Task\ntask = Task('task')\n"
STORM = 25  # processes that a program at home is let make
STOPPED = "makes processes without end"
LONGEST = 20.0  # seconds that one is let run, on any machine
EXERCISES = Course.load(ROOT).exercises
PROGRAMS = [program for exercise in EXERCISES for program in programs_of(exercise) if program.role != "starter"]
SCENARIOS = {
    "01": "one_child", "02": "two_workers", "03": "run_as_a_script", "04": "left_alone", "05": "several_children",
    "06": "the_task_raises", "07": "several_tasks", "08": "some_rounds", "09": "in_parallel", "10": "one_batch",
    "11": "some_tasks_fail", "12": "several_children",
}  # fmt: skip


@dataclass
class Behaviour:
    """What a run has shown that is the same whenever and wherever the program is run."""

    ending: str = ""
    made: int = 0
    calls: Counter[tuple[Any, ...]] = field(default_factory=Counter)
    steps: list[tuple[Any, ...]] = field(default_factory=list)


def without_trials(source: str) -> str:
    """A program without what stands under its guards."""
    lines = source.splitlines(keepends=True)
    for node in ast.parse(source).body:
        if isinstance(node, ast.If) and re.fullmatch(r"__name__ == ['\"]__main__['\"]", ast.unparse(node.test)):
            lines[node.lineno - 1 : node.end_lineno] = ["\n"] * ((node.end_lineno or 0) - node.lineno + 1)
    return "".join(lines)


def prepare_home(folder: Path, program: Program, scenario: Scenario) -> None:
    """Put a program, its trial and what its author has beside it into a folder."""
    source = program.path.read_text(encoding="utf-8")
    scripted = bool(scenario.given)
    (folder / program.exercise.file).write_text(
        source if scripted else without_trials(source) + TRIAL, encoding="utf-8"
    )
    for file in ("sitecustomize.py", "ordinary.py"):
        shutil.copy(HOME / file, folder / file)
    for module in scenario.given:
        (folder / f"{module}.py").write_text(WORK)
    described = scenario.script(program.exercise.module, "") | {
        "steps": [step.script() for step in scenario.steps],
        "fails": {name: probe.fails for name, probe in scenario.probes.items()},
        "answers": [name for name, probe in scenario.probes.items() if probe.answer == "nonce"],
    }
    (folder / "script.json").write_text(json.dumps(described))
    (folder / "log").touch()


def run_at_home(folder: Path, file: str, start_method: str, python: str, scripted: bool) -> Behaviour:
    """Run a script by plain Python until it ends or nobody can move any more; ``scripted``: it is its own trial."""
    environment = {"PYTHONPATH": str(folder), "START_METHOD": start_method, "PATH": os.environ["PATH"]}
    with (folder / "printed").open("wb") as printed:
        process = subprocess.Popen(
            [python, file], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=printed, stderr=printed,
            start_new_session=True,
        )  # fmt: skip
    born = kernel.start_time(process.pid)
    watch, deadline, stuck = Watch(os.getpid()), time.monotonic() + LONGEST, ""
    try:
        while process.poll() is None and not stuck:
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                storm = (folder / "log").read_text().count("('born'") > STORM
                still = watch.look() is Motion.QUIET or time.monotonic() > deadline
                stuck = STOPPED if storm else "hangs" if still else ""
    finally:
        others = [one for one in kernel.descendants_of(os.getpid()) if one != process.pid]
        process.kill()  # first of all, so that it does not go on with what the end of the others lets it do
        process.wait()
        for one in others:
            if kernel.start_time(one) >= born:
                kill(one)
    return read_log(folder, stuck or process.returncode, scripted)


def kill(process: int) -> None:
    """End a process that may have ended."""
    try:
        os.kill(process, 9)
    except ProcessLookupError:
        return


def read_log(folder: Path, ending: str | int, scripted: bool) -> Behaviour:
    """What a run at home has noted."""
    seen, ours, finished = Behaviour(), 0, scripted and ending == 0
    for line in (folder / "log").read_text().splitlines():
        kind, *fact = ast.literal_eval(line)
        if kind == "call":
            name, where, given, keywords = fact
            seen.calls[name, where, given, tuple(keywords)] += 1
        elif kind == "step":
            seen.steps.append(tuple(fact))
        finished |= kind == "finished"
        seen.made += kind == "born"
        ours += kind == "ours"
    seen.made -= ours
    failed = scripted or any(fact[1] != "gives" for fact in seen.steps)
    seen.ending = str(ending)
    if ending in (0, 1):
        seen.ending = "finished" if finished else "a step failed" if failed else f"exits with {ending}"
    return seen


ENDINGS = {
    Ending.FINISHED: "finished",
    Ending.FAILED: "a step failed",
    Ending.IMPORT_FAILED: "exits with 1",
    Ending.BLOCKED: "hangs",
    Ending.ASLEEP: "hangs",
    Ending.BUSY: "hangs",
    Ending.TOO_MANY_PROCESSES: STOPPED,
}


def seen_in_the_grader(evidence: Evidence) -> Behaviour:
    """The same of the evidence; what is read from and written to a manager's dict of the kit's is no call at home."""
    seen = Behaviour(ENDINGS.get(evidence.ending, f"exits with {evidence.exit_status}"), len(evidence.made()))
    of_dicts = {probe.name for one in evidence.scenario.dicts.values() for probe in (one.reads, one.writes)}
    for call in evidence.calls:
        if call.name in of_dicts:
            continue
        where = "the caller" if call.process.is_caller else "a child"
        seen.calls[call.name, where, len(call.arguments), tuple(sorted(call.keywords))] += 1
    for step in evidence.steps:
        if step.left is None or step.step.kind in ("assign", "run"):
            continue
        name = step.step.target.rpartition(".")[2]
        if step.missing is not None:
            seen.steps.append((name, "is missing"))
        elif step.error is not None:
            seen.steps.append((name, "raises", step.error.type))
        elif step.step.kind != "describe":
            seen.steps.append((name, "gives", shape(step.value)))
    return seen


def shape(value: Any) -> Any:
    """What a value is made of, as at home."""
    if isinstance(value, Opaque):
        return value.type.rpartition(".")[2]
    if isinstance(value, (list, tuple, set, dict)):
        parts = [*value.items()] if isinstance(value, dict) else value
        return type(value).__name__, sorted({repr(shape(one)) for one in parts})
    return type(value).__name__


def run_in_the_grader(sandbox: Sandbox, program: Program, scenario: Scenario, start_method: str) -> Behaviour:
    """One run as it is graded."""
    exercise = program.exercise
    files = {**exercise.given_files(), **scenario.given_files()}
    folder = sandbox.student_folder(exercise.file, program.path.read_bytes(), files)
    return seen_in_the_grader(
        judge.run(sandbox, folder, exercise.module, scenario, start_method, "faithful", exercise.limits)
    )


FASTER = (
    "at home a task ends at once; here it is kept as long as others can move, so who does not wait for it is seen to"
)
CHANCE = "which results of a pool are in when the program ends or hangs is up to who is faster at home"
# Not compared in these: how many workers have begun when a pool is ended, or has no work left, is chance at home.
POOLS = ("09", "10", "11")
# What cannot be the same, and why, by program: what is not compared.
DIFFERENCES = {
    "05 copied_too_early": ({"steps"}, FASTER),
    "05 returns_too_early": ({"steps"}, FASTER),
    "05 sleeps_instead_of_waiting": ({"steps"}, FASTER),
    "06 join_timeout_too_short": ({"steps"}, FASTER),
    "06 sleep_instead_of_join": ({"steps"}, FASTER),
    "08 copy_returns_too": (
        {"steps", "made", "calls"},
        "at home the copy goes on with the caller's work, and forks in its turn; here it ends, and is told",
    ),
    "09 left_before_the_end": ({"calls"}, FASTER),
    "09 results_not_fetched": ({"calls"}, FASTER),
    "10 closed_but_not_joined": ({"calls"}, FASTER),
    "10 closed_in_the_loop": ({"calls"}, FASTER),
    "10 joined_but_not_closed": ({"calls"}, FASTER),
    "10 not_waited_for": ({"calls"}, FASTER),
    "10 only_the_last_waited_for": ({"calls"}, FASTER),
    "10 sleeps_in_the_with_block": ({"calls"}, FASTER),
    "10 terminated": ({"calls"}, FASTER),
    "10 with_left_too_early": ({"calls"}, FASTER),
    "11 error_callback_raises": ({"calls"}, CHANCE),
    "11 error_callback_with_wrong_parameters": ({"calls"}, CHANCE),
    "11 exception_that_cannot_be_rebuilt": ({"calls"}, CHANCE),
    "11 first_failure_is_raised": ({"calls"}, CHANCE),
    "11 joined_but_not_closed": ({"calls"}, FASTER),
    "11 not_waited_for": ({"calls"}, FASTER),
    "11 with_left_too_early": ({"calls"}, FASTER),
    "12 lock_sent_to_a_pool": ({"made"}, "how many workers have begun when the pool is ended is chance at home"),
}


def cases() -> Iterator[tuple[Program, str]]:
    """Every program with every start method; of mistakes that have to do with no guard, with one after the other."""
    for number, program in enumerate(PROGRAMS):
        every = program.role != "mistake" or "guard" in program.path.stem
        for start_method in START_METHODS if every else [START_METHODS[number % len(START_METHODS)]]:
            yield program, start_method


@pytest.mark.differential
@pytest.mark.parametrize(
    ("program", "start_method"),
    list(cases()),
    ids=lambda one: one if isinstance(one, str) else one.title.replace(" ", "-"),
)
def test_a_run_in_the_grader_is_what_happens_at_home(
    sandbox: Sandbox, tmp_path: Path, program: Program, start_method: str
) -> None:
    """Plain Python and the grader show the same of every program of the course."""
    exercise = program.exercise
    make = runpy.run_path(str(exercise.checks))[SCENARIOS[exercise.name[:2]]]
    scenario = make(Draw(f"faithful/{program.title}/{start_method}"))
    prepare_home(tmp_path, program, scenario)
    python = sandbox.construction.interpreter.executable
    at_home = run_at_home(tmp_path, exercise.file, start_method, python, bool(scenario.given))
    graded = run_in_the_grader(sandbox, program, scenario, start_method)
    printed = (tmp_path / "printed").read_text(errors="replace")
    assert what_is_compared(program, graded) == what_is_compared(program, at_home), printed


def what_is_compared(program: Program, seen: Behaviour) -> dict[str, Any]:
    """What a run has shown, but for what is listed as different; of one that was stopped, where it was is chance."""
    number = program.exercise.name[:2]
    left_out, _ = DIFFERENCES.get(f"{number} {program.path.stem}", (set(), ""))
    stopped = {"made", "calls"} if seen.ending == STOPPED else {"made"} if number in POOLS else set()
    return {name: value for name, value in vars(seen).items() if name not in left_out | stopped}


def test_every_difference_is_of_a_program() -> None:
    """No line of the table is there for nothing."""
    names = {f"{program.exercise.name[:2]} {program.path.stem}" for program in PROGRAMS}
    assert set(DIFFERENCES) <= names
