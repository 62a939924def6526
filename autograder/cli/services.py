"""``autograder services``: what Gradescope and GitHub Classroom run the kit with."""

import sys
from pathlib import Path

import click
from rich.console import Console

from autograder.cli.exits import DEFAULT_NAME, FILE, FOLDER


@click.command()
@click.argument("place", type=click.Path(path_type=Path))
@click.option("--course", type=FOLDER, help="The course's folder (default: the one around the current folder).")
@click.option("--assignment", type=FILE, help="What is graded (default: the course's assignment.toml, or all).")
def services(place: Path, course: Path | None, assignment: Path | None) -> None:
    """Make what Gradescope and GitHub Classroom need.

    PLACE is a new folder. It gets gradescope.zip, the autograder to upload there, and classroom/, the
    repository that GitHub Classroom hands out, with its workflow. Neither holds a reference solution.
    """
    from autograder.checks.assignment import Assignment
    from autograder.checks.course import Course
    from autograder.gradebook.services import make_services

    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    found = Course.load(course) if course else Course.around(Path.cwd())
    chosen = Assignment.load(assignment, found) if assignment else Assignment.of(found)
    name, exercises = (chosen.name, chosen.exercises) if chosen else (DEFAULT_NAME, found.exercises)
    archive, repository = make_services(place, name, exercises, chosen.path if chosen else None)
    console.print(f"Written: {archive} and {repository}, with {len(exercises)} exercises.")
    console.print("Next: upload the archive under Configure Autograder; push the folder as a template repository.")
