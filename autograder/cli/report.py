"""``autograder report``: a graded class as pages."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.exits import FOLDER
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.checks.course import Exercise

DUE = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]


@click.command()
@click.argument("results", type=FOLDER)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where to (default: RESULTS/report).")
@click.option("--zip", "zips", is_flag=True, help="Make an archive of each student's page, and one for Moodle, too.")
@click.option("--due", type=click.DateTime(DUE), help="Until when, as this machine's clock has it; later is late.")
@click.option("--course", type=FOLDER, help="The course's folder (default: the one around the current folder, if any).")
def report(results: Path, out: Path | None, zips: bool, due: datetime | None, course: Path | None) -> None:
    """Make pages of a graded class, for instructors.

    RESULTS is the folder that `autograder grade --results` wrote. `index.html` shows the class, and `students/` holds
    one file for each student, with nothing of anybody else in it, to be sent or printed. The pages need no server and
    no network. A class that is still being graded is shown as far as it is. Nothing is graded, and no result changes.
    """
    from autograder.extras import require_pages

    require_pages()
    from autograder.desk.store import Store
    from autograder.reports.site import Report

    exercises, title = course_of(course)
    folder = out or results / "report"
    with Store.open(results) as store:
        made = Report(store, exercises, folder, title, due.astimezone() if due else None, zips).write()
    if not made.complete:
        click.echo("Not everybody is graded yet; the pages show what is there, and say so.")
    if zips:
        moodle = f", {made.moodle} pages in {folder / 'moodle_feedback.zip'}" if made.moodle else ""
        click.echo(f"{made.students} archives in {folder / 'zips'}{moodle}.")
    click.echo(f"Written: {made.index} and {made.students} students' pages. Open it in a browser.")


def course_of(place: Path | None) -> "tuple[dict[str, Exercise], str]":
    """The exercises of the course as it is now, by name, and its title; none where there is no course around."""
    from autograder.checks.assignment import Assignment
    from autograder.checks.course import Course

    try:
        course = Course.load(place) if place else Course.around(Path.cwd())
    except UsageError:
        if place:
            raise
        return {}, "Homework"
    assignment = Assignment.of(course)
    return {one.name: one for one in course.exercises}, assignment.title if assignment else "Homework"
