"""``autograder check``: a student's own work."""

import sys
from pathlib import Path

import click
from rich.console import Console

from autograder.checks.course import Course, Exercise
from autograder.cli.exits import exit_code


@click.command()
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
@click.option("--seed", help="Repeat an earlier run with the same names and sizes.")
def check(exercises: tuple[str, ...], seed: str | None) -> None:
    """Check your own work.

    EXERCISE is a name like 02_process_subclass, or just 02. Without one, the exercise of the folder
    you are in is checked, or the whole course. Your program runs in the best sandbox that this
    machine can give; the evidence says which level that was.
    """
    from autograder.checks.assignment import Assignment
    from autograder.checks.grading import grade_exercise, new_seed
    from autograder.checks.submission import Handed, find_obstacle
    from autograder.engine.sandbox import Sandbox
    from autograder.terminal import CheckPrinter, print_result

    console = Console(file=sys.stdout, highlight=False)
    here = Path.cwd()
    course = Course.around(here)
    chosen = course.pick(list(exercises)) if exercises else exercises_here(course, here)
    assignment = Assignment.of(course)
    counted = {one.name: one for one in assignment.exercises} if assignment else {}
    outcomes = []
    with Sandbox(trusted=True) as sandbox:
        for exercise in [counted.get(one.name, one) for one in chosen]:
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
