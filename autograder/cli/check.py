"""``autograder check``: a student's own work."""

import sys
from pathlib import Path

import click
from rich.console import Console

from autograder.checks.course import Course, Exercise
from autograder.cli.exits import FOLDER, exit_code


@click.command()
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
@click.option("--seed", help="Repeat an earlier run with the same names and sizes.")
@click.option("--submission", type=FOLDER, help="Where your files are (default: this folder, or the exercise's own).")
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON, for other programs.")
def check(exercises: tuple[str, ...], seed: str | None, submission: Path | None, as_json: bool) -> None:
    """Check your own work.

    EXERCISE is a name like 02_process_subclass, or just 02. Without one, the exercise of the folder
    you are in is checked, or the whole course. Your program runs in the best sandbox that this
    machine can give; the evidence says which level that was. On macOS and Windows it runs as it is.
    """
    from autograder.checks.assignment import Assignment
    from autograder.desk.grading import grade_exercise, new_seed
    from autograder.escaping import for_json
    from autograder.intake.submission import SubmittedFile, find_obstacle
    from autograder.platforms import environment_for_own_code
    from autograder.reports.terminal import CheckPrinter, print_result

    console = Console(file=sys.stdout, highlight=False, quiet=as_json)
    here = Path.cwd()
    course = Course.around(here)
    chosen = course.pick(list(exercises)) if exercises else exercises_here(course, here)
    results = []
    with environment_for_own_code() as sandbox:
        for exercise in Assignment.counted(course, chosen):
            path = find_program(exercise, here, submission)
            source = path.read_bytes() if path.is_file() else None
            obstacle = find_obstacle(exercise, source) if source is not None else f"There is no {path}."
            console.print(f"\n[bold]{exercise.name[:2]} {exercise.about.title}[/]  [dim]{exercise.file}[/]")
            handed, printer = SubmittedFile(source or b"", str(path), obstacle), CheckPrinter(console)
            result, _ = grade_exercise(exercise, handed, sandbox, seed or new_seed(), listener=printer.hear)
            print_result(console, result)
            results.append(result)
    if as_json:
        sys.stdout.write(for_json(results).decode())
    sys.exit(exit_code([result.outcome for result in results]))


def find_program(exercise: Exercise, here: Path, submission: Path | None) -> Path:
    """The student's file: where it was said to be, else in the folder they are in, else in the exercise's own."""
    if submission is not None:
        return submission / exercise.file
    return here / exercise.file if (here / exercise.file).is_file() else exercise.folder / exercise.file


def exercises_here(course: Course, here: Path) -> tuple[Exercise, ...]:
    """The exercise that a folder belongs to, or all of them."""
    inside = [one for one in course.exercises if one.folder.resolve() in (here.resolve(), *here.resolve().parents)]
    return tuple(inside) or course.exercises
