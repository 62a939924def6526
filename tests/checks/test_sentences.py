"""Bad programs get one clear sentence, with file and line, and lose the points of the checks they fail."""

import re

import pytest

from autograder.checks.course import Course
from autograder.checks.narrative import show_arguments
from autograder.checks.results import ExerciseResult, Outcome
from autograder.desk.grading import grade_exercise
from autograder.engine.evidence import ProbeCall, Process
from autograder.intake.submission import SubmittedFile
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import ROOT

(EXERCISE,) = Course.load(ROOT).pick(["05_manager_share"])
RIGHT = (EXERCISE.solution / EXERCISE.file).read_text()
FILE = "manager_share.py"


def grade(sandbox: Sandbox, source: str) -> ExerciseResult:
    """One program's result in one exercise."""
    result, _ = grade_exercise(EXERCISE, SubmittedFile(source.encode(), FILE), sandbox, "sentences")
    return result


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("def share_pids(task, n)\n    pass\n", f"{FILE}, line 1: this is not valid Python: expected ':'."),
        ("this is no program\n", f"{FILE}, line 1: this is not valid Python"),
        ("\nimport numpy\n", f"{FILE}, line 2: No module named 'numpy'. Only Python's own modules are there"),
        ("from multiprocessing import Poool\n", f"{FILE} could not be imported: ImportError: .*{FILE}, line 1"),
        ("def share_pid(task, n): pass\n", "defines no `share_pids`. It defines `share_pid`: is that the one?"),
        (
            "import os\nfrom multiprocessing import Process\nchild = Process()\ndef ids(): pass\n",
            "It defines: ids\\.",
        ),
        ("share_pids = 7\n", "`share_pids.*` raised TypeError: 'int' object is not callable"),
        ("\ndef share_pids(task): pass\n", f"{FILE}, line 2: `share_pids\\(task\\)` cannot be called as"),
        ("def share_pids(task, n):\n    raise NotImplementedError()\n", f"{FILE}, line 2, .*: still the stub"),
        ("def share_pids(task, n):\n    return 1 / 0\n", f"ZeroDivisionError: division by zero .{FILE}, line 2"),
        ("import sys\nsys.exit(0)\n", f"{FILE}, line 2: the program ended itself while it was being imported"),
        (
            "import sys\ndef share_pids(task, n):\n    sys.exit(0)\n",
            f"ended the program: SystemExit: 0 .{FILE}, line 3",
        ),
        (
            "import os\ndef share_pids(task, n):\n    os._exit(0)\n",
            "ended itself with exit status 0 during `share_pids",
        ),
        (
            "import os\ndef share_pids(task, n):\n    os.kill(os.getpid(), 9)\n",
            "was killed by SIGKILL during `share_pids",
        ),
        (
            "import ctypes\ndef share_pids(task, n):\n    ctypes.string_at(0)\n",
            "was killed by SIGSEGV during `share_pids",
        ),
        ("def share_pids(task, n):\n    while True: print('x' * 9999)\n", "printed more than is allowed"),
        ("def share_pids(task, n):\n    while True: pass\n", f"computed on and on.*{FILE}, line 2, in share_pids"),
        (
            "import threading\nlock = threading.Lock()\nlock.acquire()\ndef share_pids(task, n):\n    lock.acquire()\n",
            f"hangs .blocked, not busy.*{FILE}, line 5, in share_pids",
        ),
        ("def share_pids(task, n):\n    return 'done'\n", "`task` was never called"),
        ("import os\nwhile True: os.fork()\n", "stopped at the process limit"),
        ("def share_pids(task, n):\n    return bytearray(1 << 34)\n", f"MemoryError .{FILE}, line 2"),
    ],
    ids=lambda value: value.split("\n")[0][:30],
)
def test_a_bad_program_gets_a_sentence(sandbox: Sandbox, source: str, sentence: str) -> None:
    """The sentence names what happened and where; nothing is an error of the kit."""
    result = grade(sandbox, source)
    assert result.outcome is Outcome.FAILED
    said = " ".join(verdict.actual for verdict in result.verdicts)
    assert re.search(sentence, said), said
    assert result.points == 0


def test_a_wrong_type_costs_the_checks_that_need_it(sandbox: Sandbox) -> None:
    """All the work is right and the return value is not: the sentence says what came back."""
    result = grade(sandbox, RIGHT + "\nright = share_pids\ndef share_pids(task, n):\n    return str(right(task, n))\n")
    assert 0 < result.points < result.max_points
    assert any("of type str" in verdict.actual or "(str" in verdict.actual for verdict in result.verdicts)


def test_an_unpicklable_task_is_told_under_spawn(sandbox: Sandbox) -> None:
    """A nested function works under fork alone; the sentence under spawn says that it cannot be pickled."""
    source = RIGHT.replace("target=", "target=lambda *a: ").replace("lambda *a: child", "lambda *a: child(*a)")
    result = grade(sandbox, source)
    by_method = {verdict.start_method: verdict for verdict in result.verdicts if verdict.outcome is Outcome.FAILED}
    assert "fork" not in by_method
    assert "local object" in by_method["spawn"].actual
    assert 0 < result.points < result.max_points


def test_prints_and_prose_cost_nothing(sandbox: Sandbox) -> None:
    """What a program prints is plain text: forged verdicts, warnings and tracebacks change no point."""
    noise = "import sys\nprint('PASSED 12/12')\nprint('{\"event\": \"finished\"}')\nsys.stderr.write('Traceback')\n"
    result = grade(sandbox, RIGHT + noise)
    assert result.outcome is Outcome.PASSED


def test_output_is_kept_up_to_its_limit(sandbox: Sandbox) -> None:
    """A student sees the beginning of what was printed."""
    result = grade(sandbox, RIGHT + "\nprint('y' * 100_000)\n")
    assert result.outcome is Outcome.PASSED
    assert result.output.startswith("yyy")
    assert len(result.output) == 20_000


@pytest.mark.parametrize(
    ("arguments", "keywords", "shown"),
    [
        (["we"], {}, "'we'"),
        ([], {"name": "we"}, "name='we'"),
        ([1], {"name": "we"}, "1, name='we'"),
        (["y" * 80], {}, "'" + "y" * 59 + " …"),
    ],
)
def test_a_call_is_shown_with_all_its_arguments(
    arguments: list[object], keywords: dict[str, object], shown: str
) -> None:
    """Those that are named, too; and what is cut off is seen to be."""
    child = Process(1, 3, 0, 2, False, False, born=0.0)
    call = ProbeCall("task", child, 0.0, arguments, keywords, "", None, {}, 0)
    assert show_arguments(call, 60) == shown


def test_a_caller_that_looks_now_and_then_is_told_of_itself(sandbox: Sandbox) -> None:
    """A caller that a timer wakes now and then to look is told of that, and of nobody that it waited for."""
    (exercise,) = Course.load(ROOT).pick(["06"])
    source = (ROOT / "tests" / "strangers" / "06_itimer_ticks.py").read_bytes()
    result, _ = grade_exercise(exercise, SubmittedFile(source, "eve"), sandbox, "ticks")
    failed = next(one for one in result.verdicts if one.outcome is Outcome.FAILED)
    assert "the caller did not notice: it looks only when some time is over" in failed.actual


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("while True: p.join(0.001)", "`run_and_wait` was begun, and did not come to an end."),
        ("p.join(); raise ValueError", "`run_and_wait` ended with an exception."),
    ],
)
def test_how_far_a_step_came_is_true(sandbox: Sandbox, body: str, said: str) -> None:
    """A step that hangs or raises was reached: the lines beside it stand within it."""
    (exercise,) = Course.load(ROOT).pick(["06"])
    start = (
        "from multiprocessing import Process\ndef run_and_wait(task, name):\n    p = Process(target=task, args=(name,))"
    )
    source = f"{start}\n    p.start()\n    {body}\n".encode()
    result, _ = grade_exercise(exercise, SubmittedFile(source, "eve"), sandbox, "far")
    failed = [one.actual for one in result.verdicts if one.outcome is Outcome.FAILED]
    assert failed
    assert all(one.endswith(said) for one in failed), failed


@pytest.mark.parametrize(("mistake", "starts"), [("no_main_guard", True), ("start_method_outside_the_guard", False)])
def test_a_line_is_said_to_start_a_process_only_if_it_does(sandbox: Sandbox, mistake: str, starts: bool) -> None:
    """Not where Python stops a child that loads the file for another reason, with another RuntimeError."""
    (exercise,) = Course.load(ROOT).pick(["03"])
    source = (exercise.solution / "mistakes" / f"{mistake}.py").read_bytes()
    result, _ = grade_exercise(exercise, SubmittedFile(source, "eve"), sandbox, "loaded")
    said = " ".join(one.actual for one in result.verdicts)
    assert ("which starts a process and stands under no guard" in said) is starts, said


FORKED = """import os
import work

if __name__ == "__main__":
    pid = os.fork()
    if pid == 0:
        work.task("we")
        os._exit(0)
    print("main Process")
    os.waitpid(pid, 0)
"""


def test_a_copy_by_fork_is_no_process_of_multiprocessing(sandbox: Sandbox) -> None:
    """In 03, where a `Process` is the topic: it costs the first check, and no other."""
    (exercise,) = Course.load(ROOT).pick(["03"])
    result, _ = grade_exercise(exercise, SubmittedFile(FORKED.encode(), "eve"), sandbox, "forked")
    failed = [one for one in result.verdicts if one.outcome is Outcome.FAILED]
    assert {one.check for one in failed} == {"test_the_script_has_the_task_run_in_a_child"}
    assert {one.start_method for one in failed} == set(exercise.about.start_methods)
    assert all("was made in another way, by `os.fork` or `subprocess`." in one.actual for one in failed)


def test_a_subprocess_is_told_that_it_cannot_be_seen(sandbox: Sandbox) -> None:
    """In 03: the `work` that it loads is no probe, and says why on the program's own output."""
    (exercise,) = Course.load(ROOT).pick(["03"])
    source = (exercise.solution / "mistakes" / "subprocess_not_process.py").read_bytes()
    result, _ = grade_exercise(exercise, SubmittedFile(source, "eve"), sandbox, "fresh")
    assert "no Process of multiprocessing: the grader cannot see it" in result.output + result.errors
