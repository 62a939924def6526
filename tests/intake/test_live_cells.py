"""Which text a check cell grades, and what it says of it."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.intake.live_cells import SESSION, choose_text

FILE, EXERCISE = "topic.py", "02_topic"
Run = Callable[..., None]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Say which cells the kernel has run, in the place of IPython's own history."""
    monkeypatch.delenv(SESSION, raising=False)

    def have_run(*sources: str) -> None:
        history = SimpleNamespace(history_manager=SimpleNamespace(input_hist_raw=["", *sources]))
        monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: history))

    have_run()
    return have_run


def save_notebook(path: Path, *sources: str, after: int = 10) -> None:
    """A notebook that was saved so many seconds after the file."""
    cells = [
        {"cell_type": "code", "source": source, "metadata": {"nbgrader": {"grade_id": "solution"}}}
        for source in sources
    ]
    path.write_text(json.dumps({"cells": cells}))
    if path.with_name(FILE).exists():
        moment = path.with_name(FILE).stat().st_mtime + after
        os.utime(path, (moment, moment))


def test_the_file_is_graded_and_its_time_told(tmp_path: Path, run: Run) -> None:
    """Outside of a kernel, and where the cell and the file are the same."""
    (tmp_path / FILE).write_text("x = 1\n")
    os.utime(tmp_path / FILE, (0, 0))
    for sources in ((), ("%%writefile topic.py\nx = 1",), ("%%writefile -a topic.py\nx = 1",)):
        run(*sources)
        text = choose_text(tmp_path / FILE, EXERCISE)
        assert (text.source, text.is_file) == (b"x = 1\n", True)
        (words,) = text.words
        assert words.startswith(f"{FILE} was graded as it was saved at 19")


def test_the_first_line_that_differs_is_told(tmp_path: Path, run: Run) -> None:
    """From the cell that was run last, and from the one in a notebook that was saved later than the file."""
    (tmp_path / FILE).write_text("x = 1\ny = 2\n")
    run("%%writefile topic.py\nx = 1\ny = 3", "check(...)")
    words = choose_text(tmp_path / FILE, EXERCISE).words[1]
    assert words.startswith(
        "That is not what stands in the cell that you ran last: line 2 is `y = 2` in the file and `y = 3`"
    )
    run()
    save_notebook(tmp_path / f"{EXERCISE}.ipynb", "%%writefile topic.py\nx = 1")
    words = choose_text(tmp_path / FILE, EXERCISE).words[1]
    assert words.startswith("That is not what stands in the notebook: line 2 is `y = 2` in the file and `(no more)`")
    save_notebook(tmp_path / f"{EXERCISE}.ipynb", "%%writefile topic.py\nx = 1", after=-10)
    assert len(choose_text(tmp_path / FILE, EXERCISE).words) == 1


@pytest.mark.parametrize("is_there", [False, True])
def test_a_cell_that_jupyter_did_not_save_is_graded(tmp_path: Path, run: Run, is_there: bool) -> None:
    """Run in this kernel with a comment above its first line, or in the notebook without that line."""
    if is_there:
        (tmp_path / FILE).write_text("x = 0\n")
    run("# mine\n%%writefile topic.py\nx = 1")
    text = choose_text(tmp_path / FILE, EXERCISE)
    assert (text.source, text.is_file) == (b"# mine\nx = 1\n", False)
    assert text.words[0] == f"The text of the cell was graded, and not {FILE}."
    assert "is not the first line of its cell" in text.words[1]
    run()
    save_notebook(tmp_path / f"{EXERCISE}.ipynb", "x = 2\n")
    assert choose_text(tmp_path / FILE, EXERCISE).source == b"x = 2\n"


def test_a_cell_that_was_run_without_its_first_line_is_told(tmp_path: Path, run: Run) -> None:
    """Where the notebook was not saved, nothing else tells that it is the solution: the old file is graded."""
    (tmp_path / FILE).write_text("def f():\n    return 1\n")
    os.utime(tmp_path / FILE, (0, 0))
    new = "def f():\n    return 2\n"
    run(f"%%writefile {FILE}\ndef f():\n    return 1", "def g():\n    return 1", new, "check(...)")
    text = choose_text(tmp_path / FILE, EXERCISE)
    assert text.is_file
    assert "A cell that you ran defines `f`, as topic.py does, and does not begin with %%writefile" in text.words[-1]
    for quiet in (
        ("def g():\n    return 1", "f()"),
        ("def f():\n    return 1",),  # just as it was saved
        (new, f"%%writefile {FILE}\ndef f():\n    return 1"),
        ("%%writefile other.py\ndef f():\n    return 2",),
    ):
        run(*quiet)
        assert len(choose_text(tmp_path / FILE, EXERCISE).words) == 1


def test_the_notebook_that_jupyter_names_is_looked_at(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it is called."""
    save_notebook(tmp_path / "mine.ipynb", "x = 2\n")
    monkeypatch.setenv(SESSION, str(tmp_path / "mine.ipynb"))
    assert choose_text(tmp_path / FILE, EXERCISE).source == b"x = 2\n"


def test_a_file_that_is_not_there_yet_is_told(tmp_path: Path, run: Run) -> None:
    """With what to do."""
    text = choose_text(tmp_path / FILE, EXERCISE)
    assert (text.source, text.words) == (
        None,
        ["There is no topic.py yet: run the cell that begins with %%writefile topic.py first."],
    )
