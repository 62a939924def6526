"""``autograder check``: a student's own work."""

import contextlib
import functools
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from autograder.checks.course import Course, Exercise
from autograder.cli.exits import FOLDER, exit_code

if TYPE_CHECKING:
    from autograder.checks.results import ExerciseResult
    from autograder.cli.pictures import Pictures
    from autograder.intake.submission import SubmittedFile
    from autograder.sandbox.environment import Environment

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

    EXERCISE is 2, 02, 02_process_subclass, a part of its name such as subclass, or a path. Without one, the
    exercise of the folder you are in is checked, or the whole course. Your program runs in the best sandbox that
    this machine can give. On macOS and Windows it runs as it is.
    """
    from autograder.cli.pictures import Pictures
    from autograder.escaping import for_json

    console = Console(file=sys.stdout, highlight=False, quiet=as_json)
    here = Path.cwd()
    course = Course.around(here)
    pictures, results = Pictures(console, timeline, trace), []
    with contextlib.ExitStack() as stack:

        @functools.cache
        def sandbox() -> "Environment":
            """One for all exercises, made when the first program is run."""
            from autograder.platforms import environment_for_own_code

            return stack.enter_context(environment_for_own_code())

        for exercise in choose(course, here, exercises):
            handed = read_program(exercise, find_program(exercise, here, submission))
            results.append(check_exercise(exercise, handed, seed, console, pictures, sandbox))
    pictures.write_trace()
    if as_json:
        click.echo(for_json(results), nl=False)  # as bytes: JSON is UTF-8 (RFC 8259), whatever the terminal writes
    sys.exit(exit_code([result.outcome for result in results]))


def check_exercise(
    exercise: Exercise,
    handed: "SubmittedFile",
    seed: str | None,
    console: Console,
    pictures: "Pictures",
    sandbox: "Callable[[], Environment]",
) -> "ExerciseResult":
    """Check one program and show what comes of it, as it comes."""
    from autograder.reports.lessons import print_lessons, print_unreadable

    console.print(f"\n[bold]{exercise.name[:2]} {exercise.about.title}[/]  [dim]{exercise.file}[/]")
    unreadable = None if console.quiet else print_unreadable(console, exercise, handed)
    if unreadable is not None:
        return unreadable
    from autograder.desk.grading import grade_exercise, new_seed
    from autograder.reports.check_text import CheckPrinter

    with CheckPrinter(console, exercise.tried) as printer:
        result, attempt = grade_exercise(exercise, handed, sandbox(), seed or new_seed(), listener=printer.hear)
    print_lessons(console, result, printer.unusable)
    pictures.show(result, attempt, sandbox())
    return result


def choose(course: Course, here: Path, words: Sequence[str]) -> list[Exercise]:
    """The exercises that are meant, as the assignment counts them: by folder, or by what they are called."""
    from autograder.checks.assignment import Assignment

    chosen: dict[str, Exercise] = {}
    for word in words or ["."]:
        places = course.within(here / word) if (here / word).exists() else ()
        found = places or (course.exercises if word == "." else course.pick([word]))
        chosen |= {one.name: one for one in found}
    return Assignment.counted(course, chosen.values())


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
