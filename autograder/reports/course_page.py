"""The course page, ``exercises/README.md``: made from the exercises' own files, never written by hand."""

from pathlib import Path

from autograder.checks.assignment import Assignment
from autograder.checks.course import Course, Exercise
from autograder.checks.session import checks_of

PAGE_FILE = "README.md"
# Typed once, in the folder that students were given; ``kit`` is what is installed.
INSTALL = ("python3 -m venv .venv", ". .venv/bin/activate", "pip install {kit}")
AFTERWARDS = """\
(Windows: `.venv\\Scripts\\activate`). In each new terminal the second of these lines comes first; without it,
`autograder` is not known."""
HOW_TO_CHECK = """\
## How to work

Install the kit once, with Python 3.11 or later. In the folder that you were given, the one with `pyproject.toml`, type

{install}

Take the exercises in this order, but before each one those that the column *after* names: they explain what it needs.
For each of them:

1. Read the `README.md` in its folder. It says what to write, shows an example, and says what is graded.
2. Write your program into the file that is named there. It is a stub, and it is yours.
3. Check it, as often as you like:

       cd {folder}
       autograder check

   or, from any folder of the course, `autograder check {number}`. `autograder watch` checks whenever you save. In the
   exercise's folder, `pytest` gives the same verdicts.
4. When a check fails, read what was expected, what was seen, and what to look at next. Then mend one thing,
   and check again.

Your program runs in a sandbox, under each way in which Python can start a process; on macOS and Windows it runs as it
is, under the ways that the system has, and the result says what is seen less well there. The checks are open: the file
`test_….py` in each folder is what your program is graded with.
"""


def path_of(course: Course) -> Path:
    """Where the page stands."""
    return course.root / "exercises" / PAGE_FILE


def make_page(course: Course) -> str:
    """The page as Markdown; raises :class:`KitError` when an exercise's checks cannot be read."""
    assignment = Assignment.of(course)
    counted = {one.name: one for one in assignment.exercises} if assignment else {}
    rows, total = [], 0.0
    for exercise in course.exercises:
        included = counted.get(exercise.name) if assignment else exercise
        points = worth(included) if included is not None else None
        total += points or 0.0
        rows.append(row(exercise, points))
    first = course.exercises[0]
    lines = [
        f"# {assignment.title if assignment else 'The exercises'}",
        "",
        "<!-- Made by `autograder page` from the exercises' own files. Edit those, not this page. -->",
        "",
        f"{len(rows)} exercises, {total:g} points.",
        "",
        "| exercise | after | minutes | when you have done it, you can | you write | points | it comes from |",
        "|---|---|---|---|---|---|---|",
        *rows,
        "",
        HOW_TO_CHECK.format(install=how_to_install("."), folder=f"exercises/{first.name}", number=first.name[:2]),
    ]
    return "\n".join(lines)


def how_to_install(kit: str) -> str:
    """The lines to type, and what comes afterwards."""
    return "\n".join([*(f"    {line.format(kit=kit)}" for line in INSTALL), "", AFTERWARDS])


def worth(exercise: Exercise) -> float:
    """The points that can be had in an exercise, as the assignment counts them."""
    return sum(exercise.worth(check.name, check.points) for check in checks_of(exercise))


def row(exercise: Exercise, points: float | None) -> str:
    """An exercise's line in the table; ``points`` is None for one that is not graded."""
    about = exercise.about
    shown = "not graded" if points is None else f"{points:g}"
    title = f"[{exercise.name[:2]} {cell(about.title)}]({exercise.name}/README.md)"
    after, minutes = ", ".join(name[:2] for name in about.needs), f"about {about.minutes}" if about.minutes else ""
    done = f"| {title} | {after} | {minutes} | {cell(about.objective)}"
    return f"{done} | `{exercise.file}` | {shown} | {cell(about.listing)} |"


def cell(text: str) -> str:
    """A text in a table's cell, as it is written; Markdown does not read what stands between backquotes."""
    plain = " ".join(text.split()).replace("|", "\\|")
    return plain if "`" in plain else plain.replace("_", "\\_").replace("*", "\\*")
