"""The instructions of each exercise: their example runs and prints what they say, under every start method."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from autograder.checks.attempt import EXERCISE_SECONDS
from autograder.checks.course import Course, Exercise
from autograder.checks.session import checks_of
from autograder.engine.channel import KEPT_OUTPUT
from autograder.gradebook.notebook import task_text
from autograder.reports.printed import SHOWN_LINES
from tests.conftest import ROOT

EXERCISES = Course.load(ROOT).exercises
BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
# Loaded by each Python at its start, so the example itself stays as it is.
START_METHOD = "import multiprocessing, os\nmultiprocessing.set_start_method(os.environ['START_METHOD'])\n"


def instructions(exercise: Exercise) -> str:
    """The README that students read."""
    return (exercise.folder / "README.md").read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    """What stands under a heading."""
    return text.partition(f"\n## {title}")[2].partition("\n## ")[0]


def normal(printed: str, expected: str) -> Counter[str]:
    """Lines, in any order, without what is different each time: pids, seconds, and whether a pid is even."""
    known = set(re.findall(r"\b\d+\b", expected)) - set(re.findall(r"\b42\d\d\b", expected))
    printed = re.sub(r"\d+\.\d+ seconds", "some seconds", printed)
    printed = re.sub(r"\b(process|am|is) \d+\b", r"\1 PID", printed)
    printed = re.sub(r"\b\d+\b", lambda match: match[0] if match[0] in known else "PID", printed)
    return Counter(re.sub(r"'(even|odd)'", "PARITY", printed).strip().splitlines())


def test_lines_are_compared_but_for_what_is_different_each_time() -> None:
    """A wrong word, a wrong result and a missing line are seen; another pid is not."""
    expected = "10 in process 4243\n[100, 1600]\n"
    assert normal("10 in process 77\n[100, 1600]", expected) == normal(expected, expected)
    for wrong in ("10 at process 77\n[100, 1600]", "10 in process 77\n[100, 1500]", "10 in process 77"):
        assert normal(wrong, expected) != normal(expected, expected)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
@pytest.mark.thorough
def test_the_example_prints_what_the_instructions_say(exercise: Exercise, tmp_path: Path) -> None:
    """With the reference in the place of what students write; the start methods run side by side."""
    text = section(instructions(exercise), "Example")
    blocks = [(match["language"], match["text"]) for match in BLOCK.finditer(text)]
    examples = [block for language, block in blocks if language == "python"]
    expected = next(block for language, block in blocks if not language)
    source = (exercise.solution / exercise.file).read_text(encoding="utf-8")
    (tmp_path / exercise.file).write_text("\n\n".join([source, *examples]), encoding="utf-8")
    (tmp_path / "sitecustomize.py").write_text(START_METHOD)
    for name in exercise.about.given:
        shutil.copy(exercise.folder / name, tmp_path)
    running = {}
    try:
        for method in exercise.about.start_methods:
            environment = {**os.environ, "START_METHOD": method, "PYTHONPATH": str(tmp_path)}
            environment.pop("PYTHONUNBUFFERED", None)  # with it a line is written in pieces, and lines mix
            running[method] = subprocess.Popen(
                [sys.executable, exercise.file],
                cwd=tmp_path,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        for method, process in running.items():
            printed, errors = process.communicate(timeout=900)
            assert process.returncode == 0, (method, errors)
            assert normal(printed, expected) == normal(expected, expected), (method, printed)
    finally:
        for process in running.values():
            process.kill()
            process.communicate()


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_the_instructions_are_complete(exercise: Exercise) -> None:
    """Task, example, what is graded with its true points, how to check, and what the documentation says."""
    text = instructions(exercise)
    assert text.startswith(f"# {exercise.name[:2]} {exercise.about.title}\n")
    assert exercise.file in section(text, "Your task")
    graded = section(text, "What is graded")
    checks = checks_of(exercise)
    total = sum(check.points for check in checks)
    assert graded.startswith(f" ({total:g} points)")
    assert [float(points) for points in re.findall(r"\| (\d+) \|$", graded, re.MULTILINE)] == [
        check.points for check in checks
    ]
    assert f"autograder check {exercise.name[:2]}" in section(text, "How to check it")
    documentation = section(text, "What Python's documentation says")
    assert re.search(r"\*[^*]+\*, (in )?section", documentation)
    assert "### BEGIN" not in text


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_the_instructions_say_what_is_needed_and_what_a_program_may_use(exercise: Exercise) -> None:
    """Before: about how long it takes, and which exercises come first. Below: modules, output and time, as limited."""
    text, about = instructions(exercise), exercise.about
    first = text.split("\n\n")[1]
    assert first.startswith(f"*About {about.minutes} minutes.")
    assert re.findall(r"\b\d\d\b", first.partition(".")[2])[: len(about.needs)] == [name[:2] for name in about.needs]
    assert {*about.needs} <= {one.name for one in EXERCISES} - {exercise.name}
    bounds = " ".join(section(text, "What a run may use").split())
    for words in (
        "Only Python's own modules are there when you are graded.",
        f"the first {KEPT_OUTPUT // 1000} kB are kept",
        f"the last {SHOWN_LINES} lines of these are shown",
        f"writes more than {exercise.limits.output >> 20} MiB is stopped",
        f"end after {EXERCISE_SECONDS:.0f} s",
    ):
        assert words in bounds
    assert bounds == " ".join(section(task_text(exercise), "What a run may use").split())  # in a notebook, too


@pytest.mark.parametrize("exercise", EXERCISES[:12], ids=lambda exercise: exercise.name)
def test_the_instructions_say_what_else_makes_a_child(exercise: Exercise) -> None:
    """Whether a fork, a subprocess and an executor count, by their own names, stands where the points do."""
    graded = section(instructions(exercise), "What is graded")
    assert {word for word in ("`os.fork`", "`subprocess`", "executor") if word not in graded} == set()
    if exercise.name[:2] > "03":  # before, a `Process` is asked for, or what is said of it goes for any executor
        assert {word for word in ("`concurrent.futures`", "`asyncio`") if word not in graded} == set()


def test_the_exercises_can_be_done_in_an_order_in_which_each_comes_after_what_it_needs() -> None:
    """No circle."""
    left, done = {one.name: set(one.about.needs) for one in EXERCISES}, set[str]()
    while ready := [name for name, needs in left.items() if needs <= done]:
        done.update(ready)
        for name in ready:
            del left[name]
    assert left == {}


def test_no_page_tells_the_answer_before_it_was_tried() -> None:
    """Neither where an exercise comes from nor its last section shows the call that is to be found."""
    for exercise in EXERCISES:
        assert not re.search(r"[()=]", exercise.about.listing.replace("(what becomes of a task that fails)", ""))
    last = section(instructions(EXERCISES[0]), "What Python's documentation says")
    assert not {"`target`", "`args`", "comma"} & set(re.findall(r"`\w+`|comma", last))
