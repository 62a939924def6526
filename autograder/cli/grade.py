"""``autograder grade``: a whole class."""

import shlex
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource
from rich.console import Console

from autograder.checks.course import Course, Exercise
from autograder.cli.exits import DEFAULT_NAME, FILE, FOLDER, INTERRUPTED, exit_code, typed
from autograder.cli.roster import ROSTER_OPTION, ClassRules
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.cli.gradebook import Recording
    from autograder.desk.batch import Graders
    from autograder.desk.store import Store
    from autograder.desk.store_writer import StoreWriter
    from autograder.intake.owners import OneByOne
    from autograder.intake.submission import Submission

LOCK_FILE = ".grading.lock"
WAY_OUT = "Wait until it is done, or choose another folder with --results."
SHOWN_NOTES = 100  # students of whom the notes are printed
NOT_AGAIN = ("seed", "fresh", "yes", "dry_run", "results")  # options that a command to type again has otherwise


@click.command()
@click.argument("submissions", type=FOLDER)
@click.option("--course", type=FOLDER, help="The course's folder (default: the one around the current folder).")
@click.option(
    "--assignment",
    type=FILE,
    help="What is graded, and what it counts (default: the course's assignment.toml, or every exercise).",
)
@click.option("--exercise", "names", multiple=True, help="Grade this exercise alone; can be given again.")
@ROSTER_OPTION
@click.option("--results", type=click.Path(path_type=Path), default=Path("results"), show_default=True)
@click.option(
    "--gradebook", metavar="URL", help="Put the results into this gradebook of nbgrader's, sqlite:///FILE or another."
)
@click.option(
    "--desk", type=click.Path(path_type=Path), help="The gradebook's course (default: the SQLite file's folder)."
)
@click.option("--yes", is_flag=True, help="Let scores change that are in the gradebook, without asking.")
@click.option("--dry-run", is_flag=True, help="Grade, show what would change in the gradebook, and write nothing.")
@click.option("--seed", help="Grade with the names and sizes of an earlier run.")
@click.option(
    "--require-level",
    "required",
    type=click.Choice(["A", "B", "C", "D"]),
    default="B",
    show_default=True,
    help="Grade only if this machine can give what this level of sandbox promises; `autograder doctor` shows it.",
)
@click.option("--trust-submissions", "trusted", is_flag=True, help="Grade even without a sandbox (level E).")
@click.option("--fresh", is_flag=True, help="Grade all anew, with new draws, and attack the sandbox anew.")
@click.option("--workers", type=click.IntRange(1), help="Programs at a time (default: the number of processors).")
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Grade on the workers of this Dask scheduler, tcp://HOST:PORT or tls://HOST:PORT (docs/cluster.md).",
)
@click.option(
    "--progress",
    "shown",
    type=click.Choice(["auto", "json"]),
    default="auto",
    show_default=True,
    help="How progress is shown: a bar in a terminal and a line a minute elsewhere, or JSON lines on standard error.",
)
def grade(
    submissions: Path,
    roster: Path | None,
    results: Path,
    seed: str | None,
    fresh: bool,
    shown: str,
    **options: Any,
) -> None:
    """Grade a class.

    SUBMISSIONS holds one folder, .zip, .ipynb or .py for each student. The results are written as results.json (with
    its schema), results.csv and junit.xml. Ctrl-C keeps what was graded. Started again with the same results, even
    after a crash, it goes on where it was; what has changed (program, exercise, seed, machine, kit) is graded again.

    Which exercises are graded, and what each counts, stands in assignment.toml at the top of the course. With
    --gradebook, scores that would change there are shown first; those by hand always stay.
    """
    from autograder.desk.store_writer import StoreWriter
    from autograder.intake.submission import read_class

    console = Console(file=sys.stdout, highlight=False)
    how = {name: options.pop(name) for name in ("required", "trusted", "workers", "scheduler")}
    found, chosen, recording = open_course(**options, place=submissions)
    rules = ClassRules.read(found, options["assignment"], roster)
    students = read_class(submissions, found.exercises, chosen)
    with take_folder(results):
        start_anew(results, fresh)
        with StoreWriter.open(results) as store:
            seed = choose_seed(console, store, seed)
            with find_graders(chosen, fresh=fresh, **how) as graders:
                run(console, store, graders, students, chosen, seed, shown)
            rules.note(store, submissions)
            report(console, store, command_again(seed))
            rules.report(console, store)
            if not store.grading.complete:
                sys.exit(INTERRUPTED)
            if recording is not None:
                recording.write_store(console, store, students)
            sys.exit(exit_code([store.outcome]))


def take_folder(results: Path, way_out: str = WAY_OUT) -> AbstractContextManager[None]:
    """The folder of results, for nobody else as long as this goes on; ``way_out`` is for whoever comes second."""
    from autograder.desk.lock import hold
    from autograder.files import told_if_unwritable

    with told_if_unwritable(results):
        results.mkdir(parents=True, exist_ok=True)
    return hold(results, LOCK_FILE, way_out)


def find_graders(
    exercises: "tuple[Exercise, ...]",
    required: str,
    trusted: bool,
    workers: int | None,
    scheduler: str | None,
    fresh: bool,
) -> "AbstractContextManager[Graders]":
    """Who runs programs; raises when the sandbox there, here tried now or a while ago, gives less than required."""
    from autograder.desk.batch import LocalGraders
    from autograder.engine.canaries import choose
    from autograder.engine.kept_trials import keep_or_try, try_and_keep
    from autograder.extras import require_cluster
    from autograder.sandbox.levels import Level

    level = Level.E if trusted else Level(required)
    if scheduler is None:
        return LocalGraders(workers, choose(level, try_and_keep if fresh else keep_or_try))
    if workers is not None:
        raise UsageError("--workers is for this machine. Of a cluster, each worker's --nthreads says how many it runs.")
    require_cluster()
    from autograder.desk.cluster import ClusterGraders

    def tell(said: str) -> None:
        click.echo(f"autograder: {said}", err=True)

    return ClusterGraders(scheduler, exercises, level, tell, fresh)


def who_runs(graders: "Graders") -> list[tuple[str, str]]:
    """The programs that are being run."""
    return [(task.student or "the reference", task.exercise.name) for task in graders.running]


def run(
    console: Console,
    store: "StoreWriter",
    graders: "Graders",
    students: "OneByOne[Submission]",
    chosen: tuple[Exercise, ...],
    seed: str,
    shown: str,
) -> None:
    """Grade everybody, and show how that gets on."""
    from autograder.cli.progress import Watching, progress
    from autograder.desk.batch import grade_class

    say_start(console, len(students), len(chosen))
    watching = Watching(len(students) * len(chosen), lambda: who_runs(graders))
    with progress(console, watching, shown):
        grade_class(store, students, chosen, seed, graders, watching)


def say_start(console: Console, students: int, exercises: int) -> None:
    """What is begun, and how to stop it."""
    console.print(f"Grading {students} submissions × {exercises} exercises. Ctrl-C stops and keeps what was graded.")


def open_course(
    course: Path | None, assignment: Path | None, names: tuple[str, ...], gradebook: str | None, **options: Any
) -> "tuple[Course, tuple[Exercise, ...], Recording | None]":
    """The course, the exercises that are graded, and the gradebook, if one was named."""
    from autograder.checks.assignment import Assignment

    found = Course.load(course) if course else Course.around(Path.cwd())
    wanted = Assignment.load(assignment, found) if assignment else Assignment.of(found)
    chosen = wanted.pick(names) if wanted else found.pick(list(names))
    if gradebook is None:
        return found, chosen, None
    from autograder.cli.gradebook import Recording

    name, exercises = (wanted.name, wanted.exercises) if wanted else (DEFAULT_NAME, found.exercises)
    file = wanted.path if wanted else None
    return found, chosen, Recording.open(gradebook, name=name, exercises=exercises, assignment=file, **options)


def start_anew(results: Path, fresh: bool) -> None:
    """Take away what earlier gradings left, where that is wanted."""
    from autograder.desk.database import remove

    if fresh:
        remove(results)


def choose_seed(console: Console, store: "Store", seed: str | None) -> str:
    """The seed that was asked for, else that of the results to go on with, else a new one."""
    from autograder.desk.grading import new_seed

    earlier = store.seed
    if earlier is not None and seed in (None, earlier):
        console.print(f"Results in {store.folder} are kept where nothing has changed. --fresh grades everything anew.")
    return seed or earlier or new_seed()


def command_again(seed: str) -> str:
    """The command that grades the same class with the same draws: every option that was given, the seed, and anew."""
    context = click.get_current_context()
    words = [context.info_name or ""]
    for parameter in context.command.params:
        given = context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
        value = context.params[parameter.name or ""]
        if isinstance(parameter, click.Argument):
            words.append(str(value))
        elif given and parameter.name not in NOT_AGAIN:
            option = parameter.opts[-1]
            several = value if isinstance(value, tuple) else (value,)
            words += [option] if value is True else [word for one in several for word in (option, str(one))]
    return f"{typed()} " + shlex.join([*words, "--results", str(context.params["results"]), "--seed", seed, "--fresh"])


def command_to_explain(results: Path, student: str, exercise: str) -> str:
    """The command that tells all about one verdict, with the course where that was named."""
    course = click.get_current_context().params["course"]
    where = ["--course", str(course)] if course else []
    return f"{typed()} " + shlex.join(["explain", *where, "--", str(results), student, exercise])


def report(console: Console, store: "Store", again: str) -> None:
    """Write the exports; print the table, the notes, the files, and what to do next."""
    from autograder.reports.class_table import LEGEND, ClassView
    from autograder.reports.exports import write_all
    from autograder.reports.terminal import plain

    graded, view = store.grading, ClassView(store.exercises, store.students())
    files = write_all(graded, store.students(), store.folder)
    console.print(view.table(console.width))
    if view.is_large:
        console.print(f"Everybody's points are in {files[2]}, a line for each student and exercise.", soft_wrap=True)
    else:
        console.print(LEGEND, soft_wrap=True)
    machine = graded.machine
    console.print(f"Sandbox: level {machine.level} ({machine.sandbox}), kernel {machine.kernel}.", soft_wrap=True)
    counted = view.mistakes_table()
    if counted is not None:
        console.print(counted)
    print_notes(console, store, files[0])
    if not graded.complete:
        console.print("[yellow]Interrupted: only part of the class was graded.[/]")
    console.print(f"\nWritten: {', '.join(str(path) for path in files)}", soft_wrap=True)
    chosen = store.first_result
    if chosen is not None:
        console.print(
            f"Next, all about one verdict: {plain(command_to_explain(store.folder, *chosen))}", soft_wrap=True
        )
    console.print(f"To grade again with the same draws: {plain(again)}", soft_wrap=True)


def print_notes(console: Console, store: "Store", file: Path) -> None:
    """What the instructor is to be told: of the class, and of the first students of whom there is something."""
    from autograder.reports.terminal import plain

    for note in store.grading.notes:
        console.print(f"[magenta]note[/] {plain(note)}")
    told, more = store.notes(SHOWN_NOTES)
    for student, notes in told.items():
        for note in notes:
            console.print(f"[yellow]note[/] {plain(student)}: {plain(note)}")
    if more:
        console.print(f"[yellow]note[/] There are notes on {more} more students; {file} has them.", soft_wrap=True)
