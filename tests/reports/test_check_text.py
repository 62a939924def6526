"""What is told of a program as its verdicts fall: each reason once, and at once."""

import io

import pytest
from rich.console import Console

from autograder.checks.attempt import PROGRAM_IS_USABLE
from autograder.checks.results import ExerciseResult, Outcome, PythonError, Verdict
from autograder.checks.tracebacks import HANDLED
from autograder.messages import Message
from autograder.reports.check_text import CheckPrinter
from autograder.reports.lessons import print_lessons, print_result
from autograder.reports.printed import SHOWN_LINES
from autograder.reports.reasons import without_draws, without_numbers

METHODS = ("fork", "spawn", "forkserver")


def console_of(width: int = 80) -> Console:
    """A console that keeps what is printed."""
    return Console(file=io.StringIO(), width=width, highlight=False)


def text_of(console: Console) -> str:
    """What was printed."""
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def verdict(check: str, method: str, seen: str = "", trouble: str = "", expected: str = "it works") -> Verdict:
    """A verdict: a pass, where nothing went wrong."""
    outcome = Outcome.FAILED if seen else Outcome.PASSED
    return Verdict(check, f"The sentence of {check}.", method, 1.0, outcome, expected, seen, trouble=trouble)


def told(verdicts: list[Verdict]) -> str:
    """All that is printed of these verdicts."""
    console, result = console_of(), ExerciseResult("06_join", "Join", "join.py", verdicts=verdicts)
    result.conclude()
    print_result(console, result)
    return text_of(console)


def lessons(output: str, errors: str = "", *told: PythonError) -> str:
    """What is printed of a right program's output."""
    console = console_of(1000)
    result = ExerciseResult("06_join", "Join", "join.py", python_errors=[*told], output=output, errors=errors)
    print_lessons(console, result, "")
    return text_of(console)


def test_one_fault_under_every_start_method_is_one_block() -> None:
    """Whatever was drawn; the checks that follow are counted."""
    verdicts = [
        verdict(check, method, f"go(task, '{name}-{number}') raised ValueError. It ended.", "", "it ends")
        for check in ("one", "two", "three")
        for method, name, number in (("fork", "ember", 123), ("spawn", "quartz", 456), ("forkserver", "cedar", 789))
    ]
    text = told(verdicts)
    assert text.count("raised ValueError") == 1
    assert "✗ fork\n      expected: it ends\n" in text
    assert "    ✗ spawn  ✗ forkserver\n" in text
    assert "The other 2 checks fail for the same reason." in text
    assert "The sentence of two." not in text


def test_what_differs_is_told_with_its_check() -> None:
    """A check that was kept back as one more of the same is shown when another one turns out otherwise."""
    verdicts = [verdict("one", "fork", "Never called."), verdict("one", "spawn")]
    verdicts += [verdict("two", "fork", "Never called."), verdict("two", "spawn", "It gives 3.")]
    text = told(verdicts)
    assert "The sentence of one.\n    ✗ fork\n" in text
    assert "    ✓ spawn\n\n  The sentence of two.\n    ✗ fork (as above)  ✗ spawn\n" in text
    assert text.count("Never called.") == 1
    assert "It gives 3." in text
    assert "same reason" not in text


def test_what_else_was_expected_is_told_where_the_same_was_seen() -> None:
    """Two checks of one value want two others; which they want is not above."""
    verdicts = [verdict("one", "fork", "It gives None.", "", "it gives 0")]
    verdicts += [verdict("two", "fork", "It gives None.", "", "it gives 1"), verdict("two", "spawn")]
    assert "    ✗ fork\n      expected: it gives 1\n      seen:     as above\n    ✓ spawn" in told(verdicts)


def test_another_line_and_another_number_are_other_reasons() -> None:
    """Lines always; numbers between two checks, but not between the start methods of one."""
    assert without_numbers("line 5: It gives 12 s") == without_numbers("line 5: It gives 3.5 s")
    assert without_numbers("line 5: It gives 12") != without_numbers("line 6: It gives 12")
    assert without_numbers("Alive: process 3, process 4.") == without_numbers("Alive: process 5.")
    called = "The calls were `task_ember-1(0)`", "The calls were `task_cedar-22(0)` and `task_amber-3(1)`"
    assert without_numbers(called[0]) == without_numbers(called[1])
    assert without_numbers("task('k', 'e')") == without_numbers("task('a', 'm', 'b')")
    assert without_draws("It gives 12 in process 4") == without_draws("It gives 12 in process 77")
    assert without_draws("It gives 12") != without_draws("It gives 13")
    verdicts = [verdict("one", "fork", "It gives 3."), verdict("one", "spawn", "It gives 4.")]
    text = told([*verdicts, verdict("two", "fork", "It gives 5.")])
    assert "It gives 3." in text
    assert "It gives 4." not in text
    assert "It gives 5." in text


def test_a_trouble_of_the_whole_run_is_told_once_and_what_each_check_saw_besides() -> None:
    """A second check does not tell the trouble again, and still tells its own."""
    verdicts = [
        verdict("one", "fork", "It hangs. Never called.", "It hangs."),
        verdict("two", "fork", "It hangs. It gives 3.", "It hangs."),
    ]
    text = told(verdicts)
    assert text.count("It hangs.") == 1
    assert "seen:     It gives 3." in text


def test_a_file_that_no_check_can_use_is_told_without_any_check() -> None:
    """Once, with the word that nothing can be checked; where it can be used after all, each check is shown."""
    expected = Message(PROGRAM_IS_USABLE, file="join.py")
    verdicts = [
        verdict(check, method, "join.py ended itself.", "", expected) for check in ("one", "two") for method in METHODS
    ]
    text = told(verdicts)
    assert text.count("join.py ended itself. Nothing can be checked before that is mended.") == 1
    assert "The sentence" not in text
    text = told([verdicts[0], verdict("one", "spawn")])
    assert "The sentence of one.\n    ✗ fork\n" in text
    assert "✓ spawn" in text
    assert text.count("join.py ended itself.") == 1
    assert "Nothing can be checked" not in text


def test_a_mark_is_there_as_soon_as_its_verdict_is() -> None:
    """In a file or a pipe, too; the first failing start method with its reason, before any other was tried."""
    console = console_of()
    with CheckPrinter(console, METHODS) as printer:
        assert "end after 40 s" in " ".join(text_of(console).split())
        printer.hear(verdict("one", "fork"))
        assert text_of(console).endswith("    ✓ fork")
        printer.hear(verdict("one", "spawn", "Never called."))
        assert "Never called." in text_of(console)
    assert text_of(console).count("one") == 1


def test_a_terminal_says_what_is_waited_for_and_how_long_at_most() -> None:
    """In the line at the bottom, which is gone at the end."""
    console = Console(file=io.StringIO(), width=80, force_terminal=True, color_system=None)
    with CheckPrinter(console, METHODS) as printer:
        said = " ".join(text_of(console).split())
        assert "waiting for the run under fork: 0 s (all runs together end after 40 s, later on a busy machine)" in said
        printer.hear(verdict("one", "fork"))
        assert "waiting for the run under spawn" in text_of(console)
        assert "✓ fork" in text_of(console)
        printer.hear(verdict("one", "spawn"))
        printer.hear(verdict("one", "forkserver"))
        printer.hear(verdict("two", "fork"))
    assert text_of(console).rstrip().endswith("The sentence of two.\n    ✓ fork")


@pytest.mark.parametrize(
    ("text", "title", "last"),
    [
        ("a\n" * 100, "Your program printed (the last 12 of 100 lines):", "a"),
        ("b" * 2500, "Your program printed:", "and 2200 characters more"),
        ("c\n" * 10_000, "Your program printed (the last 12 of 10000 lines in its first 20 kB):", "c"),
    ],
)
def test_what_a_program_prints_is_cut_by_lines_and_by_characters(text: str, title: str, last: str) -> None:
    """What is left out is said, and the end of what was kept is not called the end of all."""
    lines = lessons(text).splitlines()
    assert lines[1].strip() == title
    assert lines[-3].endswith(last)
    assert len(lines) <= 2 + SHOWN_LINES + 2
    assert "printed" not in lessons("\n")


TRACEBACK = """\
Process Process-1:
Traceback (most recent call last):
  File "/home/student/join.py", line 7, in work
    raise ValueError(name)
ValueError: amber-412
"""
TOLD = PythonError("ValueError: willow-77", "It is no number.", "join.py", 7)


def test_a_traceback_hides_no_line_that_the_student_printed() -> None:
    """Output and errors are cut apart, whichever is long."""
    text = lessons("mine\n", TRACEBACK.replace("ValueError:", "KeyError:") * 20, TOLD)
    assert "Your program printed:\n    mine\n" in text
    assert "On standard error, it printed (the last 12 of 100 lines):" in text
    assert "    KeyError: amber-412\n" in text


@pytest.mark.parametrize(
    ("errors", "left"),
    [
        (TRACEBACK * 3, ""),
        (f"{TRACEBACK}\n{HANDLED}\n\n{TRACEBACK.partition(':')[2].lstrip()}", ""),
        (TRACEBACK.replace("amber-412", "the task failed on purpose (1)").replace("line 7", "line 9"), ""),
        (TRACEBACK.replace("line 7", "line 9").replace("amber-412", "other"), "line 9"),
        (f"before\n{TRACEBACK}after\n", "before\n    after"),
        (TRACEBACK + "  more of its message\n\nafter\n", "it printed:\n    after"),
    ],
)
def test_a_traceback_that_is_told_already_is_not_printed_again(errors: str, left: str) -> None:
    """In whatever process, and with whatever drawn names; another one is, and so is what stands around it."""
    text = lessons("", errors, TOLD)
    assert left in text
    assert text.count("Traceback") == left.count("line 9")
    assert ("On standard error" in text) == bool(left)
