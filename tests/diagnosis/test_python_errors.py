"""The plain truth: Python's own errors, told with their line and in plain words, on real processes."""

import textwrap

import pytest

from autograder.diagnosis.python_errors import python_errors
from autograder.diagnosis.source_text import mark
from autograder.engine.evidence import Evidence
from autograder.engine.probes import Probe
from autograder.engine.steps import call
from tests.conftest import Judge

CHILD = """
from multiprocessing import Process

def go(task):
    child = Process(target=work, args=(task,))
    child.start()
    child.join()

"""
POOL = """
from multiprocessing import Pool

def go(task):
    with Pool(1) as pool:
        return pool.apply(work, (1,))

"""

# source, how Python's words begin, line, what is marked, a part of what is said
CASES = [
    (CHILD + "def work(task):\n    print(os.getpid())\n", "NameError: name 'os'", 10, "os", "`import os` belongs at"),
    (CHILD + "def work(task):\n    sleep(1)\n", "NameError: name 'sleep'", 10, "sleep", "`from time import sleep`"),
    (CHILD + "def work(task):\n    print(tsk)\n", "NameError", 10, "tsk", "Is `task` meant?"),
    (POOL + "def work(item):\n    import numpy\n", "ModuleNotFoundError", 9, None, "not one of Python's own modules"),
    (POOL + "def work(item):\n    return [][item]\n", "IndexError", 9, "[][item]", "beyond the last element"),
    (CHILD + "def work(a, b):\n    pass\n", "TypeError: work() missing", 9, None, "`work(a, b)` is defined in line 9"),
    (CHILD + "def work():\n    pass\n", "TypeError: work() takes 0", 9, None, "`work()` is defined in line 9; it was"),
    (
        CHILD.replace("target=work", "target=[1]"),
        "TypeError: 'list' object is not callable",
        5,
        None,
        "a `list`",
    ),
    ("import numpy\ndef go(task): pass\n", "ModuleNotFoundError", 1, "import numpy", "not one of Python's own modules"),
    ("from multiprocessing import Pol\n", "ImportError: cannot import name 'Pol'", 1, None, "Is `Pool` meant?"),
    ("import multiprocesing\n", "ModuleNotFoundError", 1, None, "Is `multiprocessing` meant?"),
    ("def go(task)\n    pass\n", "SyntaxError: expected ':'", 1, None, "A colon is missing"),
    (
        "def go(task)：\n    pass\n",
        "SyntaxError: invalid character",
        1,
        "：",
        "full-width character",
    ),
    ("def go(task):\n    print（task)\n", "SyntaxError: invalid character", 2, "（", "knows only `(`"),
    ("def go(task):\n    print(“we”)\n", "SyntaxError: invalid character", 2, "“", 'knows only `"`'),
    ("def go(task):\npass\n", "IndentationError: expected", 2, None, "Function definition in line 1 needs"),
    ("def go(task):\n    a = 1\n      b = 2\n", "IndentationError: unexpected indent", 3, None, "indented more than"),
    ("def go(task):\n    print((1)\n", "SyntaxError: '(' was never closed", 2, "(", "never closed"),
    ("def go(task):\n    print('we)\n", "SyntaxError: unterminated", 2, None, "closing quotes are missing"),
    ("def go(task):\n    print 'we'\n", "SyntaxError: Missing parentheses", 2, None, "`print` is a function"),
    ("x = 1\ndef go(task):\n    x += 1\n", "UnboundLocalError", 3, "x", "only with `global`"),
    (
        "x = 1\ndef go(task):\n    x = 2\n    global x\n",
        "SyntaxError: name 'x' is assigned to before",
        4,
        None,
        "first",
    ),
    ("def go(task):\n    input('name? ')\n", "EOFError", 2, "input('name? ')", "`input()` waits for somebody to type"),
    (
        "from multiprocessing import Process\ndef go(task):\n    with Process():\n        pass\n",
        "TypeError: 'Process' object",
        3,
        None,
        "what can be entered and left stands after `with`",
    ),
    (
        "from multiprocessing import Process\ndef go(task):\n    with Process:\n        pass\n",
        "TypeError: 'type' object",
        3,
        None,
        "are the round brackets of a call missing?",
    ),
    (
        "from multiprocessing import Process\ndef go(task):\n"
        "    child = Process(target=task)\n    child.start()\n    child.run()\n",
        "AttributeError: 'Process' object has no attribute '_target'",
        5,
        None,
        "set going by `start()` alone",
    ),
    ("def go(task):\n    task.join()\n", "AttributeError: 'function' object", 2, "task.join", "nothing called `join`"),
    ("def go(task):\n    for one in task:\n        pass\n", "TypeError: 'function' object", 2, None, "gone through"),
    ("def go(task):\n    None.join()\n", "AttributeError: 'NoneType'", 2, "None.join", "so do `start()`, `join()` and"),
    ("def go(task):\n    for i in 5: pass\n", "TypeError: 'int' object is not iterable", 2, None, "`range(…)`"),
    ("def go(task):\n    return 'a' + 1\n", "TypeError: can only concatenate", 2, "'a' + 1", "an `int`"),
    (
        "def go(task):\n    return 1 + 'a'\n",
        "TypeError: unsupported operand",
        2,
        "1 + 'a'",
        "an `int` and a",
    ),
    ("def go(task):\n    return {}['we']\n", "KeyError: 'we'", 2, "{}['we']", "no entry with the key 'we'"),
    ("def go(task):\n    a, b = 1, 2, 3\n", "ValueError: too many values", 2, "a, b", "not equally many"),
    ("def go(task):\n    return int('we')\n", "ValueError: invalid literal", 2, "int('we')", "is no whole number"),
    ("def go(task):\n    return {[]: 1}\n", "TypeError:", 2, None, "cannot be a key"),
    ("def go(task):\n    with 5: pass\n", "TypeError:", 2, None, "`with` does not work with an `int`"),
    ("def go(task):\n    return max(*5)\n", "TypeError:", 2, None, "for a single one, `(value,)`"),
    ("def go(task):\n    return 1 / 0\n", "ZeroDivisionError", 2, "1 / 0", "divided by zero"),
    ("def go(task):\n    return go(task)\n", "RecursionError", 2, "go(task)", "calls itself again and again"),
    ("def go(task):\n    return open('we.txt')\n", "FileNotFoundError", 2, "open('we.txt')", "no such file"),
    ("def go(): pass\n", "TypeError: go() takes 0 positional", 1, None, "`go()` is defined in line 1"),
    (CHILD.replace("join", "run_"), "AttributeError: 'Process' object", 7, "child.run_", "nothing called `run_`"),
    (CHILD.replace(".start()", ".name"), "AssertionError: can only join a started", 7, None, "that was never started"),
    (CHILD.replace(".start()", ".run()"), "AssertionError: can only join", 7, None, "`child.run()` in line 6 does the"),
    (CHILD.replace(".start()", ".start"), "AssertionError: can only join", 7, None, "`child.start` in line 6 names"),
    (POOL + "work = lambda item: item\n", "PicklingError: Can't pickle", 6, None, "a lambda that cannot be done"),
    (
        POOL.replace("return pool.apply", "pool.join(); return pool.apply"),
        "ValueError: Pool",
        6,
        None,
        "told",
    ),
]


def run(judged: Judge, source: str) -> Evidence:
    """One run of the function under fork; a child's work is there even where a case writes none."""
    whole = source if "def work" in source or "work =" in source else f"{source}\ndef work(*_): pass\n"
    return judged(whole, call("go", Probe("task", 1)))


@pytest.mark.parametrize(("source", "error", "line", "marked", "said"), CASES, ids=[case[1][:40] for case in CASES])
def test_an_exception_is_told_with_its_line_and_in_plain_words(
    judged: Judge, source: str, error: str, line: int, marked: str | None, said: str
) -> None:
    """As Python says it, the line with its indentation, carets below what is wrong, and what it means."""
    (found,) = python_errors({("one", "fork"): run(judged, source)}, "program.py", textwrap.dedent(source).encode())
    assert found.error.startswith(error)
    assert found.line == line
    assert found.code == source.split("\n")[line - 1].rstrip()
    assert said in found.meaning
    if marked is not None:
        assert found.code[found.marks.index("^") :].startswith(marked)


def test_what_the_grader_raises_on_purpose_is_nobodys_mistake(judged: Judge) -> None:
    """In a child that prints it, and in the caller."""
    source = CHILD + "def work(task):\n    task(1)\n"
    for text in (source, "def go(task):\n    task(1)\n"):
        evidence = judged(text, call("go", Probe("task", 1, fails=(1,))))
        assert evidence.calls[0].raised
        assert python_errors({("one", "fork"): evidence}, "program.py", text.encode()) == []


def test_one_error_is_told_once_with_its_start_methods(judged: Judge) -> None:
    """Where it comes under all of them, they are not worth a word."""
    source = CHILD + "def work(task):\n    print(os.getpid())\n"
    runs = {("one", method): judged(source, call("go", Probe("task", 1)), start_method=method) for method in METHODS}
    (found,) = python_errors(runs, "program.py", source.encode())
    assert found.start_methods == []
    assert found.place == "program.py, line 10, in work, in a child process"
    guard = CHILD + "def work(task):\n    task()\n\nwork_again = Process(target=print)\nwork_again.start()\n"
    runs = {("one", method): judged(guard, call("go", Probe("task", 1)), start_method=method) for method in METHODS}
    (found,) = python_errors(runs, "program.py", guard.encode())
    assert found.start_methods == ["spawn"]
    assert "starts a process again" in found.meaning


METHODS = ("fork", "spawn")


@pytest.mark.parametrize(
    ("line", "columns", "marks"),
    [
        ("    print(x)", (6, 7), "          ^"),
        ("\tprint(x)", (6, 7), "\t      ^"),
        ("打印（x）", (2, 3), "\u3000\u3000^^"),
        ("  x = 1  ", None, "  ^^^^^^^"),
        ("x", (5, 9), " ^"),
        ("", None, "^"),
    ],
)
def test_carets_stand_below_what_they_mark(line: str, columns: tuple[int, int] | None, marks: str) -> None:
    """Tabs and wide characters stay aligned; columns outside of the line do no harm."""
    assert mark(line, columns) == marks
