"""``autograder verify``: the proof of a course."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from autograder.checks.course import Course
from autograder.cli.exits import FAILED
from autograder.errors import UsageError

if TYPE_CHECKING:  # what the desk needs is loaded only when a course is proved
    from autograder.desk.verify import Proof

CONFUSION = (
    "Print, for each exercise, which mistake is taken for which; or, of the labelled programs in FOLDER, how many are "
    "named rightly and wrongly."
)
ADD = "With --record: add the runs to those that are recorded, for programs and checks that have not changed."
ROUNDS = "With --record: runs of each program, every second one under load."


@click.command()
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
@click.option("--record", is_flag=True, help="Write the mistakes' signatures anew (signatures.json).")
@click.option("--add", is_flag=True, help=ADD)
@click.option("--rounds", type=click.IntRange(2), default=2, show_default=True, help=ROUNDS)
@click.option("--confusion", is_flag=False, flag_value="", metavar="[FOLDER]", help=CONFUSION)
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help="Write that table to this file.")
@click.option("--workers", type=click.IntRange(1), help="Programs at a time (default: the number of processors).")
def verify(
    exercises: tuple[str, ...],
    record: bool,
    add: bool,
    rounds: int,
    confusion: str | None,
    csv_file: Path | None,
    workers: int | None,
) -> None:
    """Prove the course, for instructors and authors.

    Stubs fail, references and alternatives pass under every start method, and every mistake
    gets its declared verdict and its own diagnosis; one that gets plain evidence, and no wrong name,
    is tried up to three times. The exit code is 1 when anything is not so.
    """
    from autograder.desk import verify as desk

    if add and not record:
        raise UsageError("--add goes with --record: it says where the runs are written to.")
    console = Console(file=sys.stdout, highlight=False)
    course = Course.around(Path.cwd())
    if confusion and Path(confusion).is_dir():
        sys.exit(measure_strangers(console, course, Path(confusion), workers))
    chosen = course.pick([*exercises, *([confusion] if confusion else [])])
    programs = sum(1 for exercise in chosen for _ in desk.programs_of(exercise))
    total = programs * (rounds if record else 1) + len(chosen)
    proofs = []
    proving = desk.record(chosen, rounds, workers, add) if record else desk.prove(chosen, workers)
    for number, proof in enumerate(proving, 1):
        show_proof(console, proof, f"{number:>4}/{total}")
        proofs.append(proof)
    bad = sum(1 for proof in proofs if proof.problems)
    show_confusion(console, proofs, confusion is not None, csv_file)
    console.print(
        f"{total} programs, {bad} not as they should be" if bad else f"{total} programs, all as they should be"
    )
    sys.exit(FAILED if bad else 0)


def show_proof(console: Console, proof: Proof, number: str) -> None:
    """Print what came of one program."""
    from autograder.reports.terminal import plain

    mark = "[red]✗[/]" if proof.problems else "[green]✓[/]"
    console.print(f"{number} {mark} {plain(proof.program.title)}")
    for problem in proof.problems:
        console.print(f"         {plain(problem)}")
    if proof.program.role == "mistake" and not proof.problems:
        if proof.tries > 1:
            console.print(f"         had plain evidence at first, and its name at try {proof.tries}")
        elif proof.diagnosis != proof.program.path.stem:  # while signatures are recorded, nothing is held against it
            console.print(f"         was named {plain(proof.diagnosis or 'nothing')} by the signatures there were")


def measure_strangers(console: Console, course: Course, folder: Path, workers: int | None) -> int:
    """Name the labelled programs of a folder and print how right that was; the exit code."""
    from autograder.desk.strangers import measure, name_all, read_strangers
    from autograder.reports.confusion import say_measures
    from autograder.reports.terminal import plain

    named = []
    strangers = read_strangers(folder, course)
    for number, one in enumerate(name_all(strangers, workers), 1):
        mark = "[red]✗[/]" if one.kind in ("wrongly", "not graded") else " "
        words = plain(one.failure or one.name or "no name")
        console.print(
            f"{number:>4}/{len(strangers)} {mark} {plain(one.stranger.path.stem)}: {words} [dim]{one.kind}[/]"
        )
        named.append(one)
    for line in say_measures(measure(named)):
        console.print(plain(line), soft_wrap=True)
    return FAILED if any(one.kind in ("wrongly", "not graded") for one in named) else 0


def show_confusion(console: Console, proofs: list[Proof], wanted: bool, csv_file: Path | None) -> None:
    """Print the confusion tables, and write them, where that was asked for."""
    from autograder.reports.confusion import confusion_table, tabulate, to_csv
    from autograder.reports.terminal import plain

    tables = tabulate(proofs) if wanted or csv_file else []
    if wanted:
        for table in tables:
            console.print(confusion_table(table))
    if csv_file is not None:
        try:
            csv_file.write_text(to_csv(tables), encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{csv_file} cannot be written to: {error.strerror}. Choose another file.") from error
        console.print(f"Written: {plain(str(csv_file))}", soft_wrap=True)
