"""``autograder page``: the course page."""

from pathlib import Path

import click

from autograder.checks.course import Course


@click.command()
def page() -> None:
    """Make the course page, for instructors and authors.

    exercises/README.md lists every exercise: its order and topic, what a student will be able to do,
    its points in the assignment, and where it comes from. It is made from the exercises' own files.
    """
    from autograder.files import replace
    from autograder.reports.course_page import make_page, path_of

    course = Course.around(Path.cwd())
    replace(path_of(course), make_page(course).encode())
    click.echo(f"Written: {path_of(course)}")
