"""The notebook of an exercise: the task, a cell for the solution, and a cell for each check.

The solution cell begins with ``%%writefile topic.py``: under spawn and forkserver a child imports
the module that its work stands in, and what is written into a notebook stands in none. Source:
Python's documentation, multiprocessing, "The spawn and forkserver start methods"; nbgrader's
documentation, "Notebook metadata" (schema 3).
"""

import re
from typing import Any

from autograder.checks.course import Exercise
from autograder.checks.session import Check, checks_of
from autograder.intake.written_cells import SOLUTION

TASK = "task"
SECTION = re.compile(r"^(?=## )", re.MULTILINE)
COMMANDS = "## How to check it\n"
SHELL = re.compile(r" \([^()]*`python [^`]*`\)")  # how a file is run from a shell, in brackets
# No kernel has this name, so nbgrader's own ``Execute`` refuses to run what students hand in ("No such kernel named
# …"). Jupyter then offers the one kernel of the same language, and keeps that one's name when it saves.
KERNEL = {
    "display_name": "Python 3",
    "language": "python",
    "name": "graded-in-the-autograder-sandbox-only.see-autograder-doctor",
}


def make_notebook(exercise: Exercise, reference: str) -> Any:
    """The instructor's notebook of an exercise, with the reference between its solution markers."""
    from nbformat import v4

    solution = f"{write_line(exercise)}\n{reference}"
    cells = [
        v4.new_markdown_cell(task_text(exercise), id="task", metadata=marks(TASK, "markdown", locked=True)),
        v4.new_markdown_cell(how_to(exercise), id="how-to"),
        v4.new_code_cell(solution, id="solution", metadata=marks(SOLUTION, "code", solution=True)),
    ]
    for number, check in enumerate(checks_of(exercise), 1):
        points = exercise.worth(check.name, check.points)
        metadata = marks(check.name, "code", locked=True, grade=True, points=points)
        cells.append(v4.new_code_cell(check_text(exercise, check, points), id=f"check-{number}", metadata=metadata))
    return v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}})


def marks(grade_id: str, cell_type: str, **more: Any) -> dict[str, Any]:
    """A cell's metadata for nbgrader."""
    basic = {"schema_version": 3, "grade_id": grade_id, "cell_type": cell_type}
    return {"nbgrader": {**basic, "grade": False, "solution": False, "locked": False, "task": False, **more}}


def write_line(exercise: Exercise) -> str:
    """The first line of the solution cell."""
    return f"%%writefile {exercise.file}"


def task_text(exercise: Exercise) -> str:
    """The task as it stands beside the stub, without commands for a shell: here, the cells below check."""
    task = (exercise.folder / "README.md").read_text(encoding="utf-8")
    sections = SECTION.split(task)
    return SHELL.sub("", "".join(one for one in sections if not one.startswith(COMMANDS))).rstrip()


def how_to(exercise: Exercise) -> str:
    """What to do in this notebook."""
    return (
        f"Write your program in the next cell and run it: it saves `{exercise.file}`. Leave its first line as it is.\n"
        "The cells below it check what is saved. Running one shows its verdict, and costs nothing."
    )


def check_text(exercise: Exercise, check: Check, points: float) -> str:
    """The source of a check cell: what it is worth, what holds when it passes, and the call."""
    lines = [
        f"# {points:g} points: {check.sentence}",
        "from autograder.notebook import check",
        "",
        f'check("{exercise.name}", "{check.name}")',
    ]
    return "\n".join(lines)
