"""``autograder verify``: the proof of a course."""

import sys
from pathlib import Path

import click
from rich.console import Console

from autograder.checks.course import Course
from autograder.cli.exits import FAILED


@click.command()
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
