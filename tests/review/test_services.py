"""The scripts for Gradescope and GitHub Classroom run, in clean folders with the layout those services document."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from autograder.checks.results import ExerciseResult, Outcome, Verdict
from autograder.gradebook import gradescope_run
from tests.conftest import ROOT
from tests.review.conftest import TOPIC, Small

SECONDS = 900
MISTAKE = ROOT / "solutions" / TOPIC / "mistakes/joins_in_start.py"


def run(*words: object, cwd: Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command with little in its environment."""
    search = os.pathsep.join([*([str(path)] if path else []), os.environ["PATH"]])
    kept = {name: value for name, value in os.environ.items() if name.startswith("PIP_") or name == "HOME"}
    environment = {**kept, "PATH": search}
    return subprocess.run(
        [str(word) for word in words], cwd=cwd, env=environment, capture_output=True, text=True, timeout=SECONDS
    )


@pytest.fixture(scope="module")
def services(small_course: Small, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the one command makes, and Gradescope's folders with its setup done."""
    place = tmp_path_factory.mktemp("services") / "made"
    program = Path(sys.executable).with_name("autograder")
    done = run(program, "services", place, cwd=small_course.folder / "course")
    assert done.returncode == 0, done.stderr
    source = place / "autograder/source"
    source.mkdir(parents=True)
    with zipfile.ZipFile(place / "gradescope.zip") as archive:
        archive.extractall(source)
    shutil.copy(source / "run_autograder", place / "autograder/run_autograder")
    done = run("bash", source / "setup.sh", cwd=place)
    assert done.returncode == 0, done.stdout + done.stderr
    return place


def test_gradescope_shows_points_and_why(services: Path) -> None:
    """The student's file in ``submission``, the outcome in ``results``."""
    top = services / "autograder"
    (top / "submission").mkdir()
    shutil.copy(MISTAKE, top / "submission/process_subclass.py")
    done = run("bash", top / "run_autograder", cwd=services)
    assert done.returncode == 0, done.stderr
    found = json.loads((top / "results/results.json").read_text())
    assert found["score"] == 9
    failed = [test for test in found["tests"] if test["status"] == "failed"]
    assert len(failed) == 3
    assert "so workers can only run one after another" in failed[0]["output"]
    assert sum(test["max_score"] for test in found["tests"]) == 12


def test_gradescope_has_no_status_for_what_is_open() -> None:
    """Nobody has failed at what the kit could not decide, nor at what was not handed in."""
    outcomes = (Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE, Outcome.ERROR)
    verdicts = [Verdict("test_x", "It works.", "fork", 2.0, outcome, "to work", "seen") for outcome in outcomes]
    decided, missing = (ExerciseResult("01_x", "title", "x.py", handed_in=one) for one in (True, False))
    decided.verdicts, missing.verdicts = verdicts, [Verdict("test_x", "It works.", "fork", 2.0, Outcome.FAILED)]
    found = []
    for result in (decided, missing):
        result.conclude()
        found += [(one.get("score"), one.get("status"), one["output"][:12]) for one in gradescope_run.tests_of(result)]
    open_ = (None, None, "This could n")
    nothing = (0.0, None, "Not handed i")
    assert found == [(2.0, "passed", ""), (0.0, "failed", "expected: to"), open_, open_, nothing]


def test_classrooms_workflow_checks_each_exercise(services: Path) -> None:
    """Its commands pass a right program, and not the stub; its points are the exercise's."""
    repository = services / "classroom"
    workflow = yaml.safe_load((repository / ".github/workflows/classroom.yml").read_text())
    steps = workflow["jobs"]["run-autograding-tests"]["steps"]
    graders = [step for step in steps if "command" in step.get("with", {})]
    assert [(step["with"]["test-name"], step["with"]["max-score"]) for step in graders] == [(TOPIC, 12)]
    assert steps[-1]["with"]["runners"] == graders[0]["id"]
    assert list(steps[-1]["env"].values()) == [f"${{{{ steps.{graders[0]['id']}.outputs.result }}}}"]
    installed = [step["run"] for step in steps if "run" in step]
    assert (repository / installed[0].partition("./")[2].partition('"')[0]).is_file()
    programs = services / "autograder/source/.venv/bin"
    command = graders[0]["with"]["command"]
    assert run("bash", "-c", command, cwd=repository, path=programs).returncode == 1
    shutil.copy(ROOT / "solutions" / TOPIC / "process_subclass.py", repository / "exercises" / TOPIC)
    assert run("bash", "-c", command, cwd=repository, path=programs).returncode == 0


def test_no_reference_is_in_either(services: Path) -> None:
    """Asserted on the bytes."""
    solution = b"super().__init__(name=name)"
    with zipfile.ZipFile(services / "gradescope.zip") as archive:
        contents = [archive.read(name) for name in archive.namelist() if not name.endswith(".whl")]
    handed_out = [path for path in (services / "classroom").rglob("*") if path.is_file() and path.suffix != ".whl"]
    contents += [path.read_bytes() for path in handed_out if path.name != "process_subclass.py"]
    assert not [content for content in contents if solution in content]
