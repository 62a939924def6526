"""``autograder explain``: everything about one verdict."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from autograder.cli.exits import FOLDER, typed
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.desk.store import Kept, Store


@click.command()
@click.argument("results", type=FOLDER)
@click.argument("student")
@click.argument("exercise")
@click.option("--course", type=FOLDER, help="The course's folder (default: the one around the current folder, if any).")
def explain(results: Path, student: str, exercise: str, course: Path | None) -> None:
    """Tell all about one verdict, for instructors.

    RESULTS is the folder that `autograder grade --results` wrote. Shown are the program of STUDENT for EXERCISE (a
    name or a number) with the lines that the verdict rests on, what each check expected and saw, the mistake that was
    recognised, a picture of the run (in a terminal of 100 columns or more, inside a course), the seed of the draws, and
    the command that judges the same evidence again.
    """
    from autograder.desk.store import Store
    from autograder.reports.explanation import print_explanation

    console = Console(file=sys.stdout, highlight=False)
    with Store.open(results) as store:
        found = find_result(store, student, pick_exercise(store, exercise))
        print_explanation(console, found.student, found.result, found.handed)
        print_picture(console, store, found, course)
        print_origin(console, store, found, course)


def print_picture(console: Console, store: "Store", found: "Kept", place: Path | None) -> None:
    """The run that the first failed check rests on, beside the reference's, where the evidence serves for that."""
    from autograder.checks.course import Course
    from autograder.desk.controls import control_of
    from autograder.errors import NeedsRun
    from autograder.reports.terminal import plain
    from autograder.reports.timeline.recorded import draw_recorded
    from autograder.reports.timeline.terminal import LEAST_WIDTH, print_timeline

    try:
        course = Course.load(place) if place else Course.around(Path.cwd())
        (exercise,) = (one for one in course.exercises if one.name == found.exercise)
    except (UsageError, ValueError):
        return
    if console.width < LEAST_WIDTH:
        return
    control, trouble = control_of(store.reference(found.exercise))
    try:
        picture = draw_recorded(exercise, found, control)
    except NeedsRun:  # the checks have changed since
        return
    except UsageError as error:
        picture, trouble = None, str(error)
    if trouble:
        console.print(f"\n  [yellow]note[/] {plain(trouble)}", soft_wrap=True)
    if picture is not None:
        print_timeline(console, picture)


def pick_exercise(store: "Store", wanted: str) -> str:
    """The exercise of a store that has this name, number or topic; raises :class:`UsageError`."""
    for name in store.exercises:
        if wanted in (name, name[:2], name.partition("_")[2]):
            return name
    raise UsageError(f"{store.folder} has no exercise {wanted!r}. It has: {', '.join(store.exercises)}.")


def find_result(store: "Store", student: str, exercise: str) -> "Kept":
    """What is kept of a student in an exercise; raises :class:`UsageError` where that is nothing."""
    found = store.result(student, exercise)
    if found is None:
        store.student(student)  # tells who is there
        raise UsageError(f"{student} is not graded in {exercise} yet: run autograder grade with the same --results.")
    return found


def print_origin(console: Console, store: "Store", found: "Kept", course: Path | None) -> None:
    """When and with what it was graded, and how to judge and run it again."""
    from autograder.desk.store import moment
    from autograder.reports.terminal import plain

    machine = store.grading.machine
    handed_in = moment(store.handed_in(found.student)) or "at a time that is not known"
    console.print(f"\n  Handed in {handed_in}, graded {found.graded}.", soft_wrap=True)
    level = f"sandbox level {machine.level}, Python {machine.python}, kit {machine.kit}"
    console.print(f"  Seed {plain(store.grading.seed)}, {level}.", soft_wrap=True)
    where = ["--course", str(course)] if course else []
    again = f"{typed()} " + shlex.join(["replay", str(store.folder), found.student, found.exercise, *where])
    console.print(f"  To judge the same evidence again: {plain(again)}", soft_wrap=True)
    console.print(f"  To run the program again with the same draws: {plain(again)} --run", soft_wrap=True)
