"""``autograder release``: what students get."""

import sys
from pathlib import Path

import click
from rich.console import Console

from autograder.cli.exits import DEFAULT_NAME, FILE, FOLDER


@click.command()
@click.argument("course_dir", type=click.Path(path_type=Path))
@click.option("--course", type=FOLDER, help="The course's folder (default: the one around the current folder).")
@click.option("--assignment", type=FILE, help="What is released (default: the course's assignment.toml, or all).")
@click.option("--plain", is_flag=True, help="For a course without Jupyter: stubs, tasks, checks and the kit itself.")
def release(course_dir: Path, course: Path | None, assignment: Path | None, plain: bool) -> None:
    """Make what students get, for instructors.

    COURSE_DIR becomes a course of nbgrader's: its configuration, and one assignment with a notebook
    for each exercise. `nbgrader generate_assignment` then makes the students' notebooks, without
    the references. With --plain, COURSE_DIR is a folder, or a .zip, that is handed out as it is.
    """
    from autograder.checks.assignment import Assignment
    from autograder.checks.course import Course
    from autograder.gradebook.plain import make_plain
    from autograder.gradebook.release import make_course

    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    found = Course.load(course) if course else Course.around(Path.cwd())
    chosen = Assignment.load(assignment, found) if assignment else Assignment.of(found)
    name, exercises = (chosen.name, chosen.exercises) if chosen else (DEFAULT_NAME, found.exercises)
    file = chosen.path if chosen else None
    if plain:
        make_plain(course_dir, name, exercises, file)
        console.print(f"Written: {course_dir}, with {len(exercises)} exercises and the kit.")
        console.print("Next: hand it out. Its README.md says how to install the kit and how to check one's own work.")
        return
    made = make_course(course_dir, name, exercises, file)
    if made.new:
        console.print(f"Written: {made.configuration}")
    elif made.change:
        console.print(f"Changed: {made.configuration}, so that what students hand in is graded and collected safely:")
        console.print(made.change, markup=False)
    else:
        console.print(f"Left as it was: {made.configuration}; it grades in the sandbox.")
    console.print(f"Written: {len(exercises)} notebooks in {made.notebooks[-1].parent}")
    console.print(f"Next: cd {course_dir} && nbgrader generate_assignment {name}")
    console.print(f"Then hand out {course_dir / 'release' / name}; source/ holds the references, and is yours alone.")
