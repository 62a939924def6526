"""``autograder check``: a student's own work."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from autograder.checks.course import Course, Exercise
from autograder.cli.exits import FOLDER, exit_code

if TYPE_CHECKING:
    from autograder.intake.submission import SubmittedFile

TRACE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
@click.option("--seed", help="Repeat an earlier run with the same names and sizes.")
@click.option("--submission", type=FOLDER, help="Where your files are (default: this folder, or the exercise's own).")
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON, for other programs.")
@click.option(
    "--timeline/--no-timeline",
    default=None,
    help="Draw who ran when and who waited for whom, for the first check that failed "
    "(default: in a terminal of 100 columns or more).",
)
@click.option("--trace", type=TRACE, help="Write that run to a file, for Perfetto or speedscope.")
def check(
    exercises: tuple[str, ...],
    seed: str | None,
    submission: Path | None,
    as_json: bool,
    timeline: bool | None,
    trace: Path | None,
) -> None:
    """Check your own work.

    EXERCISE is a name like 02_process_subclass, or just 02. Without one, the exercise of the folder
    you are in is checked, or the whole course. Your program runs in the best sandbox that this
    machine can give; the evidence says which level that was. On macOS and Windows it runs as it is.
    """
    from autograder.checks.assignment import Assignment
    from autograder.cli.pictures import Pictures
    from autograder.desk.grading import grade_exercise, new_seed
    from autograder.escaping import for_json
    from autograder.platforms import environment_for_own_code
    from autograder.reports.terminal import CheckPrinter, print_result

    console = Console(file=sys.stdout, highlight=False, quiet=as_json)
    here = Path.cwd()
    course = Course.around(here)
    chosen = course.pick(list(exercises)) if exercises else exercises_here(course, here)
    results, pictures = [], Pictures(console, timeline, trace)
    with environment_for_own_code() as sandbox:
        for exercise in Assignment.counted(course, chosen):
            handed, printer = read_program(exercise, find_program(exercise, here, submission)), CheckPrinter(console)
            console.print(f"\n[bold]{exercise.name[:2]} {exercise.about.title}[/]  [dim]{exercise.file}[/]")
            result, attempt = grade_exercise(exercise, handed, sandbox, seed or new_seed(), listener=printer.hear)
            print_result(console, result)
            pictures.show(result, attempt, sandbox)
            results.append(result)
    pictures.write_trace()
    if as_json:
        click.echo(for_json(results), nl=False)  # as bytes: JSON is UTF-8 (RFC 8259), whatever the terminal writes
    sys.exit(exit_code([result.outcome for result in results]))


def read_program(exercise: Exercise, path: Path) -> "SubmittedFile":
    """The student's file, with the reason why it cannot be run, if there is one."""
    from autograder.intake.submission import SubmittedFile, find_obstacle

    if not path.is_file():
        return SubmittedFile(b"", str(path), f"There is no {path}.")
    source = path.read_bytes()
    return SubmittedFile(source, str(path), find_obstacle(exercise, source))


def find_program(exercise: Exercise, here: Path, submission: Path | None) -> Path:
    """The student's file: where it was said to be, else in the folder they are in, else in the exercise's own."""
    if submission is not None:
        return submission / exercise.file
    return here / exercise.file if (here / exercise.file).is_file() else exercise.folder / exercise.file


def exercises_here(course: Course, here: Path) -> tuple[Exercise, ...]:
    """The exercise that a folder belongs to, or all of them."""
    inside = [one for one in course.exercises if one.folder.resolve() in (here.resolve(), *here.resolve().parents)]
    return tuple(inside) or course.exercises
