"""A line that only a later Python can read is told with the version that it needs."""

import sys

import pytest

from autograder.checks.endings import say_ending
from autograder.checks.grammar import NEWER, newer_grammar
from autograder.engine.evidence import Ending
from autograder.engine.probes import Probe
from autograder.engine.steps import call, run_script
from tests.conftest import Judge

LINES = {
    "type Number = int": (3, 12),
    "type Pair[T] = tuple[T, T]": (3, 12),
    "def first[T](items: list[T]) -> T: return items[0]": (3, 12),
    "class Box[T]: pass": (3, 12),
    "greeting = t'{__name__}'": (3, 14),
    "try: pass\nexcept KeyError, ValueError: pass": (3, 14),
    "lazy import json": (3, 15),
    "lazy from multiprocessing import Process": (3, 15),
    "flat = [*row for row in [[1], [2]]]": (3, 15),
}
PLAIN = (
    "type = 1",
    "type(x) = 2",
    "lazy = 3",
    "print('lazy from multiprocessing import Process'",
    "cat = 't' 1",
    "def f(",
)


def test_every_kind_is_tried() -> None:
    """Each entry of the table has a line here, and each line of code needs what the table says."""
    told = {newer_grammar(source.splitlines()[-1], (3, 11)).partition(" needs")[0] for source in LINES}
    assert told == {name for _, _, name in NEWER}


@pytest.mark.parametrize("source", LINES)
def test_the_running_python_agrees(source: str) -> None:
    """It compiles the line, or is older than what the sentence asks for."""
    needed = LINES[source]
    if sys.version_info >= needed:
        compile(source, "program.py", "exec")
        assert newer_grammar(source.splitlines()[-1]) == ""
    else:
        with pytest.raises(SyntaxError) as caught:
            compile(source, "program.py", "exec")
        assert f"needs Python {'.'.join(map(str, needed))}, " in newer_grammar(caught.value.text or "")


@pytest.mark.parametrize("line", PLAIN)
def test_what_is_wrong_everywhere_needs_no_version(line: str) -> None:
    """A plain slip is no newer grammar."""
    assert newer_grammar(line, (3, 11)) == ""


@pytest.mark.parametrize("scripted", [False, True])
def test_the_student_reads_which_version_is_needed(judged: Judge, scripted: bool) -> None:
    """With file, line and the line itself, whether the file is imported or run as a script."""
    step = run_script() if scripted else call("go", Probe("task", 1))
    given = {"work": {"task": Probe("task", 1)}} if scripted else {}
    evidence = judged("import os\nlazy from multiprocessing import Process\n", step, given=given)
    if sys.version_info >= (3, 15):
        assert evidence.import_error is None
        assert evidence.ending is not Ending.IMPORT_FAILED
        return
    used = ".".join(map(str, sys.version_info[:2]))
    assert say_ending(evidence) == (
        f"program.py, line 2: a `lazy` import needs Python 3.15, and this is Python {used}. "
        "The line is: lazy from multiprocessing import Process"
    )
