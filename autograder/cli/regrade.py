"""``autograder regrade``: apply a changed course to a class that was graded."""

import contextlib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from autograder.cli.exits import FILE, FOLDER, exit_code
from autograder.cli.roster import ROSTER_OPTION, ClassRules
from autograder.errors import NeedsRun, UsageError

if TYPE_CHECKING:
    from autograder.checks.course import Exercise
    from autograder.cli.gradebook import Recording
    from autograder.desk.batch import Graded, Task
    from autograder.desk.regrade import Regrading
    from autograder.desk.store_writer import StoreWriter
    from autograder.desk.worker_process import Failure
    from autograder.gradebook.recording import Desk, Prepared

WAY_OUT = "Wait until it is done, and run the same command again."


class NotWritten(Exception):
    """What was regraded is not to be kept; undoes the transaction."""


@click.command()
@click.argument("results", type=FOLDER)
@click.option("--course", type=FOLDER, help="The course's folder (default: the one around the current folder).")
@click.option("--assignment", type=FILE, help="What is graded, and what it counts (default: the course's own).")
@ROSTER_OPTION
@click.option("--run", is_flag=True, help="Run again what the recorded evidence does not serve for.")
@click.option("--yes", is_flag=True, help="Write what becomes otherwise, without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would become otherwise, and write nothing.")
@click.option("--workers", type=click.IntRange(1), help="Programs at a time (default: the number of processors).")
@click.option("--gradebook", metavar="URL", help="Bring this gradebook of nbgrader's up to date, too.")
@click.option(
    "--desk", type=click.Path(path_type=Path), help="The gradebook's course (default: the SQLite file's folder)."
)
def regrade(
    results: Path, roster: Path | None, run: bool, yes: bool, dry_run: bool, workers: int | None, **options: Any
) -> None:
    """Apply changed checks, points, dates, roster or known mistakes to a graded class.

    RESULTS is the folder that `autograder grade --results` wrote. What is recorded there is judged by the course as it
    is now, without running a program; who gains and who loses is shown before anything is written. What asks for runs
    that were not made is run again with --run, and only that.
    """
    from autograder.cli.grade import open_course, take_folder
    from autograder.desk.database import see_file
    from autograder.desk.regrade import regrade as apply
    from autograder.desk.store_writer import StoreWriter
    from autograder.reports.regrading import print_regrading

    console = Console(file=sys.stdout, highlight=False)
    found_course, exercises, recording = open_course(**options, names=(), yes=yes, dry_run=dry_run, place=results)
    rules = ClassRules.read(found_course, options["assignment"], roster)
    see_file(results)
    with take_folder(results, WAY_OUT), StoreWriter.open(results, new=False) as store:
        chosen = graded_ones(store, exercises)
        try:
            with contextlib.ExitStack() as stack:
                with store.transaction():
                    found = apply(store, chosen, runner(store, workers) if run else None, lambda: rules.note(store))
                    found.joined = [one.name for one in exercises if one not in chosen]
                    print_regrading(console, found)
                    desk = stack.enter_context(recording.opened()) if recording is not None else None
                    prepared, scores = compare(console, recording, desk, store)
                    decide(console, found, scores, yes, dry_run)
                write(console, store, rules)
                if recording is not None and desk is not None:
                    recording.put(console, desk, prepared)
        except NeedsRun as error:
            raise UsageError(f"{error} Nothing was written. Allow it with --run.") from error
        except NotWritten:
            console.print("Nothing was written.")
        outcome = store.outcome
    sys.exit(exit_code([outcome]))


def write(console: Console, store: "StoreWriter", rules: ClassRules) -> None:
    """Write every file anew."""
    from autograder.reports.exports import write_all

    write_all(store.grading, store.students(), store.folder)
    rules.report(console, store)
    console.print(f"\nWritten: {store.folder}", soft_wrap=True)


def graded_ones(store: "StoreWriter", exercises: "tuple[Exercise, ...]") -> "tuple[Exercise, ...]":
    """Those of the assignment's exercises that were graded; raises :class:`UsageError` where none was."""
    store.grading  # noqa: B018  # raises where nothing was graded
    chosen = tuple(one for one in exercises if one.name in store.exercises)
    if not chosen:
        raise UsageError(f"{store.folder} holds no exercise of this assignment. It has: {', '.join(store.exercises)}.")
    return chosen


def runner(store: "StoreWriter", workers: int | None) -> Any:
    """What does tasks in sandboxes of the level that the class was graded at."""
    from autograder.desk.batch import JOB_LIMITS, grade_task
    from autograder.desk.workers import run_jobs
    from autograder.engine.canaries import choose
    from autograder.engine.kept_trials import keep_or_try
    from autograder.sandbox.levels import Level

    def run(tasks: "list[Task]") -> "Iterable[tuple[Task, Graded | Failure]]":
        level = choose(Level(store.grading.machine.level), keep_or_try).level
        return run_jobs(tasks, grade_task, workers, level, JOB_LIMITS)

    return run


def compare(
    console: Console, recording: "Recording | None", desk: "Desk | None", store: "StoreWriter"
) -> "tuple[list[Prepared], int]":
    """What is to be written to the gradebook, if one was named, and how many scores become others there."""
    if recording is None or desk is None:
        return [], 0
    return recording.compare_store(console, desk, store, submissions_of(store))


def decide(console: Console, found: "Regrading", scores: int, yes: bool, dry_run: bool) -> None:
    """Ask before anything becomes otherwise; raises :class:`NotWritten`, or :class:`UsageError` with nobody there."""
    if dry_run:
        raise NotWritten
    results = found.changes or found.checks or found.lost or found.totals
    if yes or not (results or scores):
        return
    if not (console.is_terminal and sys.stdin.isatty()):
        what = "Results" if results else f"{scores} scores in the gradebook"
        raise UsageError(f"{what} would become others, so nothing was written. Allow it with --yes.")
    if not click.confirm("Write this?"):
        raise NotWritten


def submissions_of(store: "StoreWriter") -> "list[Any]":
    """What was handed in, from the store."""
    from autograder.intake.submission import Submission

    found = []
    for name in store.names:
        student = store.student(name)
        files = {kept.exercise: kept.handed for kept in store.results(name) if not kept.handed.missing}
        moment = store.handed_in(name)
        found.append(Submission(name, student.origin, files=files, notes=student.notes, handed_in=moment))
    return found
