"""What a notebook's cells write is read as IPython writes it: each notebook here is run by IPython itself, too."""

import json
import shlex
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from autograder.checks.course import Course
from autograder.intake import written_cells
from autograder.intake.notebooks import Cell
from autograder.intake.submission import read_class
from autograder.intake.written_cells import SOLUTION, read_files, read_program, read_writing
from tests.conftest import ROOT

FILE = "topic.py"
STUB = "def go():\n    # YOUR CODE HERE\n    raise NotImplementedError()\n"
# Each is a notebook's code cells, from the top to the bottom; IPython makes a file of them.
WRITTEN = {
    "plain": ["%%writefile topic.py\nx = 1\n"],
    "the other name": ["%%file topic.py\nx = 1"],
    "double quotes": ['%%writefile "topic.py"\nx = 1'],
    "single quotes": ["%%writefile 'topic.py'\nx = 1"],
    "two blanks": ["%%writefile   topic.py   \nx = 1"],
    "a folder": ["%%writefile ./topic.py\nx = 1"],
    "blank lines above": ["\n   \n%%writefile topic.py\n\nx = 1\n\n"],
    "indented": ["    %%writefile topic.py\n    def go():\n        pass\n\n    x = 1"],
    "Windows line ends": ["%%writefile topic.py\r\nx = 1\r\ny = 2\r\n"],
    "twice": ["%%writefile topic.py\nx = 1", "%%writefile topic.py\nx = 2"],
    "appended": ["%%writefile topic.py\nx = 1", "%%writefile -a topic.py\ny = 2"],
    "appended, the long word behind": ["%%writefile topic.py\nx = 1", "%%writefile topic.py --append\ny = 2"],
    "appended, a short form of the long word": ["%%writefile topic.py\nx = 1", "%%writefile --app topic.py\ny = 2"],
    "appended to nothing": ["%%writefile -a topic.py\nx = 1"],
    "appended, then written": ["%%writefile -a topic.py\nx = 1", "%%writefile topic.py\ny = 2"],
    "magics inside": ["%%writefile topic.py\n%matplotlib inline\n!ls\n%%time\nx = 1"],
    "two in one cell": ["%%writefile topic.py\nx = 1\n%%writefile other.py\ny = 2"],
    "below %%time": ["%%time\n%%writefile topic.py\nx = 1"],
    "below %%timeit": ["%%timeit -n1 -r1\n%%writefile topic.py\nx = 1"],
    "below %%capture": ["%%capture said\n\n%%writefile topic.py\nx = 1"],
    "a variable": ["name = 'topic.py'  # mine", "%%writefile {name}\nx = 1"],
    "a variable in dollars": ['name = "topic"', "%%writefile $name.py\nx = 1", "%%writefile {name}.py\nx = 2"],
    "another file": ["%%writefile other.py\nx = 1", "%%writefile topic.py\nx = 2"],
    "other letters": ["%%writefile topic.py\nwort = 'Grüße, 你好'"],
    "a form feed": ["%%writefile topic.py\nx = 1\x0c\ny = 2"],
}
# These IPython does not write; they are taken as they were meant, and the student is told.
MEANT = {
    "a comment above": (["# my program\n%%writefile topic.py\nx = 1"], "# my program\nx = 1\n"),
    "code above": (["import os\n\n%%writefile topic.py\nx = 1"], "import os\n\nx = 1\n"),
    "a comment behind": (["%%writefile topic.py  # mine\nx = 1"], "x = 1\n"),
    "a tab": (["%%writefile\ttopic.py\nx = 1"], "x = 1\n"),
    "one percent sign": (["%writefile topic.py\nx = 1"], "x = 1\n"),
    "a blank inside": (["%% writefile topic.py\nx = 1"], "x = 1\n"),
    "capital letters": (["%%WriteFile topic.py\nx = 1"], "x = 1\n"),
    "an option that is none": (["%%writefile -x topic.py\nx = 1"], "x = 1\n"),
    "the line alone indented": (["  %%writefile topic.py\nx = 1"], "x = 1\n"),
    "a word too many": (["%%writefile topic.py please\nx = 1"], "x = 1\n"),
}
NOTHING = ["x = 1", "%%bash\necho '%%writefile topic.py'", "%%writefile?", ""]
SCRIPT = """
import json, os, pathlib, sys, tempfile
from IPython.core.interactiveshell import InteractiveShell

shell, found = InteractiveShell.instance(), []
for cells in json.loads(sys.stdin.read()):
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for cell in cells:
            shell.run_cell(cell)
        path = pathlib.Path("topic.py")
        found.append(path.read_bytes().decode() if path.exists() else None)
        os.chdir("/")
pathlib.Path(sys.argv[1]).write_text(json.dumps(found))
"""


@pytest.fixture(scope="module")
def by_ipython(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    """What IPython leaves in the file, by the name of the notebook."""
    pytest.importorskip("IPython")
    folder = tmp_path_factory.mktemp("ipython")
    nothing = {cell: [cell] for cell in NOTHING}
    notebooks = {**WRITTEN, **{name: cells for name, (cells, _) in MEANT.items()}, **nothing}
    command = [sys.executable, "-W", "ignore", "-c", SCRIPT, str(folder / "found")]
    told = json.dumps(list(notebooks.values()))
    done = subprocess.run(command, input=told, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return dict(zip(notebooks, json.loads((folder / "found").read_text()), strict=True))


def code(sources: list[str]) -> list[Cell]:
    """Code cells."""
    return [Cell("code", source) for source in sources]


@pytest.mark.parametrize("name", WRITTEN)
def test_cells_are_read_as_ipython_writes_them(name: str, by_ipython: dict[str, str | None]) -> None:
    """Byte for byte, and there is nothing to tell but that several wrote the file."""
    program = read_program(code(WRITTEN[name]), FILE, STUB)
    assert program.text == by_ipython[name]
    assert [note for note in program.notes if "cells write" not in note] == []


@pytest.mark.parametrize("name", MEANT)
def test_what_ipython_does_not_write_is_taken_as_it_was_meant(name: str, by_ipython: dict[str, str | None]) -> None:
    """And told."""
    cells, text = MEANT[name]
    program = read_program(code(cells), FILE, STUB)
    assert by_ipython[name] is None
    assert program.text == text
    assert "so it does not save the cell" in program.notes[0] or "so Jupyter does not save the cell" in program.notes[0]


@pytest.mark.parametrize("cell", NOTHING)
def test_a_cell_that_writes_nothing_is_none(cell: str, by_ipython: dict[str, str | None]) -> None:
    """Neither for IPython, nor for us."""
    assert by_ipython[cell] is None
    assert read_writing(cell) is None


def test_what_is_still_as_handed_out_counts_last() -> None:
    """Wherever it stands; and a text may be appended to it."""
    stub, mine = f"%%writefile {FILE}\n{STUB}", f"%%writefile {FILE}\nx = 1\n"
    for cells in ([stub, mine], [mine, stub]):
        program = read_program(code(cells), FILE, STUB)
        assert (program.text, program.notes, program.is_stub) == ("x = 1\n", [], False)
    assert read_program(code([stub]), FILE, STUB).is_stub
    assert read_program(code([stub, f"%%writefile -a {FILE}\nx = 1\n"]), FILE, STUB).text == f"{STUB}x = 1\n"


def test_the_solution_cell_is_known_without_its_line() -> None:
    """Its magics become comments; what it says has its place among the others, and the last one wins."""
    solution = Cell("code", "%matplotlib inline\nx = 1\n", SOLUTION)
    program = read_program([*code(["%%writefile topic.py\nx = 0"]), solution], FILE, STUB)
    assert program.text == "# %matplotlib inline\nx = 1\n"
    assert (
        program.notes[0] == f"The solution cell does not begin with %%writefile {FILE} any more; it was graded anyway."
    )
    assert read_program([solution, *code(["%%writefile topic.py\nx = 2\n"])], FILE, STUB).text == "x = 2\n"


def test_a_notebook_is_known_by_its_check_cells(tmp_path: Path) -> None:
    """Whatever it is called, and where nothing writes the file: its cells together, without those that check."""
    (tmp_path / "02_topic").mkdir()
    (tmp_path / "02_topic" / FILE).write_text(STUB)
    cells = code(["x = 1", 'from autograder.notebook import check\n\ncheck("02_topic", "test_it")', "y = 2"])
    stubs = {"02_topic": tmp_path / "02_topic" / FILE, "03_other": tmp_path / "03_other" / "other.py"}
    ((name, program),) = read_files(cells, PurePosixPath("ada/Copy of 02_topic (1).ipynb"), stubs)
    assert (name, program.text) == (f"Copy of 02_topic (1).ipynb/{FILE}", "x = 1\ny = 2")
    assert program.notes == [f"No cell of the notebook writes {FILE}, so its code cells were graded together."]


def test_a_long_line_of_a_stranger_costs_no_time() -> None:
    """What stands behind the magic is read as far as a name can be long."""
    found = read_writing("%%writefile " + "'\" {a} $b " * 200_000 + "\nx = 1")
    assert found is not None
    assert found.fault


def test_each_cell_is_read_once_however_many_files_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read once more for each file, 5000 cells would take an hour."""
    read: list[str] = []
    reading = written_cells.read_writing

    def count(source: str, values: dict[str, str]) -> object:
        read.append(source)
        return reading(source, values)

    monkeypatch.setattr(written_cells, "read_writing", count)
    cells = [Cell("code", f"%%writefile {number}.py\n{number}\n") for number in range(100)]
    found = dict(read_files(cells, PurePosixPath("work.ipynb"), {}))
    assert [found[f"{number}.py"].text for number in range(100)] == [f"{number}\n" for number in range(100)]
    assert len(read) == 100


def test_names_that_stand_for_long_texts_cost_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is looked into is no longer with them than without."""
    looked: list[str] = []
    splitting = shlex.shlex

    def look(text: str, posix: bool) -> shlex.shlex:
        looked.append(text)
        return splitting(text, posix=posix)

    monkeypatch.setattr(shlex, "shlex", look)
    read_writing(f"%%writefile {'$a' * 400}\n1\n", {"a": "x" * 200})
    assert [len(text) for text in looked] == [written_cells.LINE_CHARACTERS]


def test_the_solution_cell_writes_the_notebooks_own_file_alone(tmp_path: Path) -> None:
    """Another file that a cell of the same notebook writes holds what that cell says."""
    (stub := tmp_path / FILE).write_text(STUB)
    cells = [
        Cell("code", "%%writefile other.py\ny = 2\n"),
        Cell("code", "%%writefile topic.py\nx = 1\n", SOLUTION),
        Cell("code", 'check("01_topic")'),
    ]
    found = dict(read_files(cells, PurePosixPath("work.ipynb"), {"01_topic": stub}))
    assert {name: (program.text, program.notes) for name, program in found.items()} == {
        "other.py": ("y = 2\n", []),
        FILE: ("x = 1\n", []),
    }


def test_a_folder_and_the_notebook_in_it_give_the_one_that_was_worked_on(tmp_path: Path) -> None:
    """The notebook's text before the file beside it, and either before one that is still as handed out."""
    exercise = Course.load(ROOT).pick(["02"])[0]
    stub = (exercise.folder / exercise.file).read_text()

    def hand_in(cell: str, beside: str, first: str = f"%%writefile {exercise.file}\n") -> bytes:
        folder = tmp_path / "ada"
        folder.mkdir(exist_ok=True)
        cells = [{"cell_type": "code", "source": first + cell}]
        (folder / f"{exercise.name}.ipynb").write_text(json.dumps({"cells": cells}))
        (folder / exercise.file).write_text(beside)
        (submission,) = read_class(tmp_path, [exercise])
        return submission.handed(exercise).source

    assert hand_in(stub, "x = 1\n") == b"x = 1\n"
    assert hand_in("x = 2\n", "x = 1\n") == b"x = 2\n"
    assert hand_in("x = 2\n", stub) == b"x = 2\n"
    assert hand_in("x = 2\n", "x = 1\n", first="") == b"x = 1\n"
    assert hand_in("x = 2\n", stub, first="") == b"x = 2\n"


@pytest.mark.parametrize("line", ["%%file \u202e process_subclass.py", "%%writefile -rf\\\u202e\\process_subclass.py"])
def test_a_line_that_is_told_can_be_seen(line: str) -> None:
    """Also where it holds what turns around the text behind it: the sentence shows the character instead."""
    written = read_writing(f"{line}\npass\n")
    assert written is not None
    assert "\u202e" not in str(written.fault)
    assert "202e" in str(written.fault)
