"""``autograder review``: look at a graded class, and have the last word."""

import sys
from pathlib import Path

import click
from rich.console import Console

from autograder.cli.exits import FOLDER


@click.command()
@click.argument("desk", type=FOLDER, default=Path())
@click.option("--assignment", help="The assignment to review (needed when the course has several).")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to serve on (default: one that is free).")
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
def review(desk: Path, assignment: str | None, port: int | None, no_browser: bool) -> None:
    """Review a graded class in the browser.

    DESK is the course that `autograder grade --gradebook` or `autograder release` made (default: the
    current folder). Nbgrader's formgrader opens there: choose an exercise, then a student. A score or a
    comment that you change is saved at once, and no grading ever changes it again. Ctrl-C ends it.
    """
    from autograder.extras import require_nbgrader
    from autograder.gradebook.review import find_assignment, first_page, serve

    require_nbgrader()
    name = find_assignment(desk, assignment)
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    console.print(f"Opening {first_page(name)} for {desk}. Ctrl-C ends it; everything is saved as you type.")
    sys.stdout.flush()
    serve(desk, name, port, not no_browser)
