"""The plugin in real pytest sessions."""

import shutil
from pathlib import Path

import pytest

from autograder.reports.pytest_summary import NOT_NAMED
from tests.checks.conftest import IN_A_CHILD, IN_THE_CALLER
from tests.conftest import ROOT


def run_pytest(pytester: pytest.Pytester, exercise: Path, *arguments: str) -> pytest.RunResult:
    """Type ``pytest`` in the exercise's folder."""
    pytester.chdir()
    return pytester.runpytest_subprocess(
        "-p", "no:cacheprovider", "--rootdir", str(exercise), *arguments, str(exercise)
    )


def test_a_student_types_pytest(pytester: pytest.Pytester, exercise: Path) -> None:
    """Every check is run under every start method, and the points are told."""
    result = run_pytest(pytester, exercise)
    result.assert_outcomes(passed=6)
    result.stdout.fnmatch_lines(["6 of 6 points"])


@pytest.mark.thorough
def test_pytest_counts_what_the_assignment_says(pytester: pytest.Pytester, exercise: Path) -> None:
    """The weight of the exercise and other points for a check, as `autograder check` counts them."""
    (exercise.parents[1] / "assignment.toml").write_text(
        'name = "week"\ntitle = "One"\n[exercises]\n50_small = 2\n[points.50_small]\ntest_in_a_child = 5\n'
    )
    result = run_pytest(pytester, exercise)
    result.assert_outcomes(passed=6)
    result.stdout.fnmatch_lines(["16 of 16 points"])


def test_a_failure_reads_like_sentences(pytester: pytest.Pytester, exercise: Path) -> None:
    """What is expected, what was seen with file and line, and what to look at; no traceback."""
    (exercise / "small.py").write_text(IN_THE_CALLER)
    result = run_pytest(pytester, exercise)
    result.assert_outcomes(passed=3, failed=3)
    result.stdout.fnmatch_lines(
        [
            "The task runs in a child process.",
            "*expected: `task` runs in a child process of the caller",
            "*seen: *the caller itself (small.py, line 1, in go).",
            "*next: *",
            "3 of 6 points",
        ]
    )
    assert "Traceback" not in result.stdout.str()


@pytest.mark.parametrize("workers", [[], ["-n", "2"]])
def test_what_is_learned_and_the_points_are_told_by_workers_too(
    pytester: pytest.Pytester, exercise: Path, workers: list[str]
) -> None:
    """Python's own error with its line and what it means, what the program printed, and the points, each once."""
    source = "def go(task, name):\n    print('before', name)\n    task(nme)\n"
    (exercise / "small.py").write_text(source)
    result = run_pytest(pytester, exercise, *workers)
    result.assert_outcomes(failed=6)
    text = result.stdout.str()
    assert text.count("Is `name` meant?") == 1
    assert text.count("Your program printed:") == 1
    result.stdout.fnmatch_lines(["*small.py, line 3, in go", "*     |     task(nme)", "*    before *", "0 of 6 points"])


@pytest.mark.parametrize("workers", [[], ["-n", "2"]])
def test_a_known_mistake_is_named_as_check_names_it(pytester: pytest.Pytester, workers: list[str]) -> None:
    """With what happened, and where to look; no worker has seen all runs, so there it is told who names it."""
    folder = pytester.path / "exercises" / "06_join"
    shutil.copytree(ROOT / "exercises" / "06_join", folder)
    shutil.copy(ROOT / "solutions/06_join/mistakes/no_join.py", folder / "join.py")
    result = run_pytest(pytester, folder, *workers)
    named = ["*What happened: Nobody waits for the child.", "*join.py, line *"]
    result.stdout.fnmatch_lines([*(["*" + NOT_NAMED[:60] + "*"] if workers else named), "* of 12 points"])
    assert ("What happened" in result.stdout.str()) != bool(workers)


@pytest.mark.thorough
def test_another_submission_can_be_named(pytester: pytest.Pytester, exercise: Path) -> None:
    """``--submission`` grades the file in another folder."""
    other = pytester.mkdir("other")
    (other / "small.py").write_text(IN_THE_CALLER)
    run_pytest(pytester, exercise, f"--submission={other}").assert_outcomes(passed=3, failed=3)


@pytest.mark.thorough
def test_a_missing_file_fails_with_a_sentence(pytester: pytest.Pytester, exercise: Path) -> None:
    """No file, no points, and the reason."""
    (exercise / "small.py").unlink()
    result = run_pytest(pytester, exercise)
    result.assert_outcomes(failed=6)
    result.stdout.fnmatch_lines(["*small.py cannot be read: No such file or directory*"])


@pytest.mark.thorough
def test_the_students_module_is_never_imported(pytester: pytest.Pytester, exercise: Path) -> None:
    """What the module does at import does not happen in pytest's own process."""
    mark = pytester.path / "imported"
    (exercise / "small.py").write_text(f"open({str(mark)!r}, 'w').close()\n{IN_A_CHILD}")
    run_pytest(pytester, exercise).assert_outcomes(failed=6)
    assert not mark.exists()


@pytest.mark.thorough
def test_the_start_methods_of_an_exercise_are_data(pytester: pytest.Pytester, exercise: Path) -> None:
    """An exercise can ask for some of the start methods alone."""
    with (exercise / "exercise.toml").open("a") as stream:
        stream.write('start_methods = ["spawn"]\n')
    run_pytest(pytester, exercise).assert_outcomes(passed=2)


@pytest.mark.thorough
def test_checks_are_bounded_above_the_sandbox(pytester: pytest.Pytester, exercise: Path) -> None:
    """pytest-timeout stands behind the sandbox's own deadline."""
    pytester.makeconftest(
        "def pytest_collection_finish(session): print([i.get_closest_marker('timeout').args for i in session.items])"
    )
    result = run_pytest(pytester, exercise, f"--confcutdir={pytester.path}", "-s")
    result.stdout.fnmatch_lines(["*(860.0,)*"])


def test_the_marker_and_options_are_documented(pytester: pytest.Pytester) -> None:
    """``pytest --markers`` and ``--help`` speak of the plugin."""
    pytester.runpytest_subprocess("--markers").stdout.fnmatch_lines(["@pytest.mark.points(number)*"])
    pytester.runpytest_subprocess("--help").stdout.fnmatch_lines(["*--submission=FOLDER*", "*--seed=SEED*"])
