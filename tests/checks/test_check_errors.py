"""What an author of checks gets wrong is told as the kit's own error, with file and line, and costs nobody points."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checks.conftest import CHECKS, IN_THE_CALLER
from tests.conftest import ROOT

# The body of a check, and what is said of it. Each stands alone in a check of its own.
WRONG = {
    "a name that is not there": ("run(one_cal)", "NameError: name 'one_cal' is not defined"),
    "a method that is not there": ("run(one_call).finish()", "AttributeError: 'ObservedRun' object has no attribute"),
    "an argument too many": (
        "run(one_call).probe('task').was_called(1)",
        "TypeError: ObservedProbe.was_called() takes",
    ),
    "a drawn name": ("run(one_call).drawn.nmae", "AttributeError: 'types.SimpleNamespace' object has no attribute"),
    "a name in a scenario": ("run(wrong_name)", "in wrong_name: NameError: name 'drwa' is not defined"),
    "a wrong answer": ("run(wrong_answer)", "in wrong_answer: Probe('task'): answer is 'items'; it can be 'nonce', "),
    "no scenario": ("run(lambda draw: None)", "AttributeError: 'NoneType' object has no attribute"),
    "a bare assert": ("assert run(one_call).value('go') == 7", "AssertionError: assert None == 7"),
    "a file": ("open(__file__ + '.txt')", "No such file or directory: 'test_small.py.txt'"),
    "a folder": ("raise OSError('/srv/course/a.txt, /home/us/b.txt')", "OSError: a.txt, b.txt"),
    "another exception": ("raise ValueError('a slip')", "ValueError: a slip"),
    "a probe": ("run(one_call).probe('tsk').was_called()", "The scenario has no probe 'tsk'; it has: task."),
    "a probe that is waited for": ("run(one_call).waits_for('go', 'tsk')", "The scenario has no probe 'tsk'"),
    "a step": ("run(one_call).gives('og', None, 'nothing')", "The scenario has no step 'og'; it has: go."),
    "a step too early": ("run(one_call).probe('task').was_not_called_during('og')", "The scenario has no step 'og'"),
    "a managed dict": ("run(one_call).keeps_others_out('shared')", "The scenario has no managed dict 'shared'"),
    "arguments": ("run(one_call).probe('task').was_given('amber')", "was_given('amber',): each is a tuple."),
    "no times": ("run(one_call).probe('task').ran_as_fast_as_possible()", "Probe('task') has no seconds"),
}
SCENARIOS = """
def wrong_name(draw):
    return Scenario(call("go", Probe("task", calls=1), drwa.name()))

def wrong_answer(draw):
    return Scenario(call("go", Probe("task", calls=1, answer="items"), draw.name()))
"""
BEFORE_ANY_CHECK = {
    "a name": ("TASK = Prob('task')", "test_small.py, line 1, in <module>: NameError: name 'Prob' is not defined"),
    "an argument": (
        "from autograder import Probe; TASK = Probe('task', calls=-1)",
        "test_small.py, line 1, in <module>: ",
    ),
    "an import": ("from autograder import Prob", "test_small.py, line 1, in <module>: ImportError: cannot import"),
    "no Python": ("def test_small(run) -> None", "test_small.py, line 1: SyntaxError: expected ':'"),
    "no run": ("def test_small(rnu): pass", "test_small.py, line 1: test_small has no argument `run`"),
    "a file": ("open(__file__ + '.txt')", "No such file or directory: 'test_small.py.txt'"),
    "an exit": ("import sys; sys.exit(f'stopped in {__file__}')", "mainloop: caught unexpected SystemExit!"),
    "no check": ("", "There is no check in them."),
}


def with_wrong_checks(exercise: Path) -> dict[str, int]:
    """Add a check for each slip, under fork alone; the line in which each slip stands, by the name of its check."""
    text, lines = CHECKS + SCENARIOS, {}
    for number, (body, _) in enumerate(WRONG.values()):
        text += f"\n@pytest.mark.points(3)\ndef test_wrong_{number}(run):\n    {body}\n"
        lines[f"test_wrong_{number}"] = text.count("\n")
    (exercise / "test_small.py").write_text(text)
    with (exercise / "exercise.toml").open("a") as stream:
        stream.write('start_methods = ["fork"]\n')
    return lines


def autograder(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the real command."""
    words = [sys.executable, "-m", "autograder", *arguments]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=600)


def test_a_slip_in_a_check_is_the_kits_own_error(exercise: Path) -> None:
    """Each with file and line, whatever the program does; the checks beside it count as ever."""
    lines = with_wrong_checks(exercise)
    (exercise / "small.py").write_text(IN_THE_CALLER)
    done = autograder("check", "--json", folder=exercise)
    assert done.returncode == 3, done.stderr
    (result,) = json.loads(done.stdout)
    assert not [place for place in (exercise, ROOT) if str(place) in done.stdout]
    verdicts = {verdict["check"]: verdict for verdict in result["verdicts"]}
    assert verdicts.pop("test_the_task_runs")["outcome"] == "passed"
    assert verdicts.pop("test_in_a_child")["outcome"] == "failed"
    assert result["points"] == 3
    for (name, verdict), (_, words) in zip(verdicts.items(), WRONG.values(), strict=True):
        assert verdict["outcome"] == "error", verdict
        assert words in verdict["actual"]
        inside = "in wrong_" in words
        assert verdict["actual"].startswith("test_small.py, line " + ("" if inside else f"{lines[name]}, in ")), verdict


def test_a_slip_is_no_failure_on_the_terminal_either(
    exercise: Path, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither where a student types `autograder check`, nor where they type `pytest`."""
    monkeypatch.delenv("CI", raising=False)  # where it is set, pytest tells every message twice, whole
    with_wrong_checks(exercise)
    shown = autograder("check", folder=exercise)
    assert "✗" not in shown.stdout
    assert shown.stdout.count("This is no failure of yours: the grader could not decide.") == len(WRONG)
    pytester.chdir()
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "--rootdir", str(exercise), str(exercise))
    assert result.stdout.str().count("This is no failure of yours: the grader could not decide.") == len(WRONG)
    assert "expected: the program" not in result.stdout.str()


@pytest.mark.parametrize(("line", "words"), BEFORE_ANY_CHECK.values(), ids=BEFORE_ANY_CHECK)
def test_checks_that_cannot_be_read_are_told_with_file_and_line(exercise: Path, line: str, words: str) -> None:
    """One sentence and exit code 3; nothing was graded."""
    (exercise / "test_small.py").write_text(f"{line}\n")
    done = autograder("check", folder=exercise)
    assert done.returncode == 3
    assert done.stderr.startswith("autograder: the kit itself failed: The checks of 50_small could not be run: ")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    assert not [place for place in (exercise, ROOT, Path(sys.prefix)) if str(place) in done.stderr]


@pytest.mark.thorough
def test_nobody_of_a_class_fails_by_a_slip(exercise: Path, tmp_path: Path) -> None:
    """Everybody's points for that check are open, and the exit code is the kit's."""
    with_wrong_checks(exercise)
    for student in ("ada", "bilal"):
        folder = tmp_path / "class" / student
        folder.mkdir(parents=True)
        (folder / "small.py").write_text((exercise / "small.py").read_text())
    done = autograder(
        "grade", str(tmp_path / "class"), "--results", str(tmp_path / "results"), folder=exercise.parents[1]
    )
    assert done.returncode == 3, done.stdout + done.stderr
    students = json.loads((tmp_path / "results/results.json").read_text())["students"]
    outcomes = [verdict["outcome"] for student in students for verdict in student["exercises"][0]["verdicts"]]
    assert sorted(set(outcomes)) == ["error", "passed"]
    assert outcomes.count("error") == 2 * len(WRONG)


def test_checks_that_cannot_be_read_are_told_by_pytest_too(exercise: Path, pytester: pytest.Pytester) -> None:
    """As an error of the checks, by file and line; no check has failed."""
    (exercise / "test_small.py").write_text("def test_small(rnu): pass\n")
    pytester.chdir()
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "--rootdir", str(exercise), str(exercise))
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        ["test_small.py, line 1: test_small has no argument `run`, so it would check no program."]
    )


@pytest.mark.thorough
def test_a_class_is_told_of_checks_that_cannot_be_read(exercise: Path, tmp_path: Path) -> None:
    """Nobody has failed: the result is an error of the kit's, with file and line."""
    (exercise / "test_small.py").write_text("TASK = Prob('task')\n")
    (tmp_path / "class/ada").mkdir(parents=True)
    (tmp_path / "class/ada/small.py").write_text((exercise / "small.py").read_text())
    words = "grade", str(tmp_path / "class"), "--results", str(tmp_path / "results")
    assert autograder(*words, folder=exercise.parents[1]).returncode == 3
    (student,) = json.loads((tmp_path / "results/results.json").read_text())["students"]
    assert student["exercises"][0]["outcome"] == "error"
    assert "test_small.py, line 1, in <module>: NameError" in student["exercises"][0]["verdicts"][0]["actual"]
