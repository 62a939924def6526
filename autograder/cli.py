"""The command line: ``autograder check``, ``grade``, ``verify``, ``doctor``.

Exit codes: 0 all passed, 1 some failed, 2 the command was not right, 3 the kit itself failed (or
could not decide), 130 interrupted.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder import __version__
from autograder.checks.course import Course, Exercise
from autograder.checks.results import ClassResult, ExerciseResult, Outcome, StudentResult
from autograder.errors import AutograderError, UsageError

FAILED, USAGE, KIT_FAILED, INTERRUPTED = 1, 2, 3, 130
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="autograder")
def commands() -> None:
    """Grade homework in Python's multiprocessing by evidence: who ran, when, and at the same time as whom.

    Students type `autograder check` in an exercise's folder. Instructors grade a whole class with
    `autograder grade SUBMISSIONS`. `autograder doctor` says what this machine can do.
    """


@commands.command()
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
@click.option("--seed", help="Repeat an earlier run with the same names and sizes.")
def check(exercises: tuple[str, ...], seed: str | None) -> None:
    """Check your own work.

    EXERCISE is a name like 02_process_subclass, or just 02. Without one, the exercise of the folder
    you are in is checked, or the whole course. Nothing that your program does can harm your
    machine: it runs in a sandbox.
    """
    from autograder.checks.grading import grade_exercise, new_seed
    from autograder.checks.submission import Handed, find_obstacle
    from autograder.engine.sandbox import Sandbox
    from autograder.terminal import CheckPrinter, print_result

    console = Console(file=sys.stdout, highlight=False)
    here = Path.cwd()
    course = Course.around(here)
    chosen = course.pick(list(exercises)) if exercises else exercises_here(course, here)
    outcomes = []
    with Sandbox() as sandbox:
        for exercise in chosen:
            path = exercise.folder / exercise.file
            source = path.read_bytes() if path.is_file() else None
            obstacle = find_obstacle(exercise, source) if source is not None else f"There is no {path}."
            console.print(f"\n[bold]{exercise.name[:2]} {exercise.about.title}[/]  [dim]{exercise.file}[/]")
            handed, printer = Handed(source or b"", str(path), obstacle), CheckPrinter(console)
            result, _ = grade_exercise(exercise, handed, sandbox, seed or new_seed(), listener=printer.hear)
            print_result(console, result)
            outcomes.append(result.outcome)
    sys.exit(exit_code(outcomes))


def exercises_here(course: Course, here: Path) -> tuple[Exercise, ...]:
    """The exercise that a folder belongs to, or all of them."""
    inside = [one for one in course.exercises if one.folder.resolve() in (here.resolve(), *here.resolve().parents)]
    return tuple(inside) or course.exercises


@commands.command()
@click.argument("submissions", type=FOLDER)
@click.option("--course", type=FOLDER, help="The course's folder (default: the one around the current folder).")
@click.option("--exercise", "names", multiple=True, help="Grade this exercise alone; can be given again.")
@click.option("--results", type=click.Path(path_type=Path), default=Path("results"), show_default=True)
@click.option("--seed", help="Grade with the names and sizes of an earlier run.")
@click.option("--workers", type=click.IntRange(1), help="Programs at a time (default: the number of processors).")
def grade(
    submissions: Path, course: Path | None, names: tuple[str, ...], results: Path, seed: str | None, workers: int | None
) -> None:
    """Grade a class.

    SUBMISSIONS holds one folder, .zip, .ipynb or .py for each student. The results are written as
    results.json (with its schema), results.csv and junit.xml. Ctrl-C keeps what was graded.
    """
    from autograder.checks.grading import new_seed
    from autograder.checks.submission import read_class
    from autograder.desk.batch import grade_class
    from autograder.desk.exports import write_all

    console = Console(file=sys.stdout, highlight=False)
    found = Course.load(course) if course else Course.around(Path.cwd())
    chosen = found.pick(list(names))
    students = read_class(submissions, found.exercises)
    make_folder(results)
    with progress(console, len(students), len(chosen)) as listener:
        graded = grade_class(students, chosen, seed or new_seed(), results, workers, listener)
    files = write_all(graded, results)
    report(console, graded, files, submissions)
    if not graded.complete:
        sys.exit(INTERRUPTED)
    sys.exit(exit_code([graded.outcome]))


def make_folder(folder: Path) -> None:
    """Make the folder for results before anything is graded."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}. Choose another with --results.") from error


class Progressing:
    """Shows how far a class has come: a bar in a terminal, a line for each student elsewhere."""

    def __init__(self, console: Console, bar: Progress | None, exercises: int) -> None:
        """``bar`` is None where there is no terminal."""
        self.console, self.bar, self.exercises = console, bar, exercises

    def __call__(self, student: StudentResult, result: ExerciseResult) -> None:
        """One more result is there."""
        from autograder.terminal import plain

        if self.bar is not None:
            self.bar.advance(self.bar.task_ids[0])
        elif len(student.exercises) == self.exercises:
            most = sum(one.max_points for one in student.exercises)
            self.console.print(f"graded {plain(student.student)}: {student.points:g} of {most:g} points")


@contextlib.contextmanager
def progress(console: Console, students: int, exercises: int) -> Iterator[Progressing]:
    """Show progress while a class is graded."""
    console.print(f"Grading {students} submissions × {exercises} exercises. Ctrl-C stops and keeps what was graded.")
    if not console.is_terminal:
        yield Progressing(console, None, exercises)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        bar.add_task("graded", total=students * exercises)
        yield Progressing(console, bar, exercises)


def report(console: Console, graded: ClassResult, files: list[Path], submissions: Path) -> None:
    """Print the table, the notes, the files, and what to do next."""
    from autograder.terminal import class_table, misconceptions, plain

    console.print(class_table(graded))
    counted = misconceptions(graded)
    if counted is not None:
        console.print(counted)
    for note in graded.notes:
        console.print(f"[magenta]note[/] {plain(note)}")
    for student in graded.students:
        for note in student.notes:
            console.print(f"[yellow]note[/] {plain(student.student)}: {plain(note)}")
    if not graded.complete:
        console.print("[yellow]Interrupted: only part of the class was graded.[/]")
    console.print(f"\nWritten: {', '.join(str(path) for path in files)}", soft_wrap=True)
    console.print(
        f"Next: open {files[2]} in a spreadsheet, or read one student's sentences in {files[0]}.", soft_wrap=True
    )
    console.print(
        f"To grade again with the same draws: autograder grade {submissions} --seed {graded.seed}", soft_wrap=True
    )


@commands.command()
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
@click.option("--record", is_flag=True, help="Write the mistakes' signatures anew (signatures.json).")
@click.option("--workers", type=click.IntRange(1), help="Programs at a time (default: the number of processors).")
def verify(exercises: tuple[str, ...], record: bool, workers: int | None) -> None:
    """Prove the course, for instructors and authors.

    Starters fail, references and alternatives pass under every start method, and every mistake
    gets its declared verdict and its own diagnosis.
    """
    from autograder.desk.verify import programs_of, prove
    from autograder.terminal import plain

    console = Console(file=sys.stdout, highlight=False)
    chosen = Course.around(Path.cwd()).pick(list(exercises))
    total = sum(1 for exercise in chosen for _ in programs_of(exercise)) + len(chosen)
    bad = 0
    for number, proof in enumerate(prove(chosen, record, workers), 1):
        mark = "[red]✗[/]" if proof.problems else "[green]✓[/]"
        console.print(f"{number:>4}/{total} {mark} {plain(proof.program.title)}")
        for problem in proof.problems:
            console.print(f"         {plain(problem)}")
        bad += bool(proof.problems)
    console.print(
        f"{total} programs, {bad} not as they should be" if bad else f"{total} programs, all as they should be"
    )
    sys.exit(FAILED if bad else 0)


@commands.command()
def doctor() -> None:
    """Say what this machine can guarantee, and what to do where it cannot.

    Everything is tried, not looked up: a sandbox is made, a child is attested under each start
    method, and a program inside tries to write and to connect where it must not.
    """
    from autograder.desk.doctor import examine
    from autograder.terminal import plain

    console = Console(file=sys.stdout, highlight=False)
    findings = examine()
    for finding in findings:
        mark = "[green]✓[/]" if finding.good else "[red]✗[/]"
        console.print(f"{mark} {finding.subject:<22} {plain(finding.detail)}", soft_wrap=True)
    good = all(finding.good for finding in findings)
    console.print("This machine can grade." if good else "This machine cannot grade yet; mend what is marked with ✗.")
    sys.exit(0 if good else KIT_FAILED)


def exit_code(outcomes: list[Outcome]) -> int:
    """The exit code for several outcomes: the most serious one decides."""
    if any(outcome in (Outcome.ERROR, Outcome.INCONCLUSIVE) for outcome in outcomes):
        return KIT_FAILED
    return FAILED if Outcome.FAILED in outcomes else 0


def main() -> None:
    """Run the command line; every foreseen trouble is one sentence and an exit code."""
    try:
        commands(standalone_mode=False)
    except click.exceptions.Abort:
        code = INTERRUPTED
    except KeyboardInterrupt:
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = USAGE
    except UsageError as error:
        click.echo(f"autograder: {error}", err=True)
        code = USAGE
    except AutograderError as error:
        click.echo(f"autograder: the kit itself failed: {error}", err=True)
        code = KIT_FAILED
    else:
        code = 0
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code) if code == INTERRUPTED else sys.exit(code)


if __name__ == "__main__":
    main()
