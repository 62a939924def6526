"""The confusion table of a course's own mistakes: what each is, and what it is taken for.

A row is a mistake as its file names it, a column what the kit says it is. All should stand on the diagonal:
each mistake diagnosed as itself. Source: confusion matrix, as in the evaluation of classifiers.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from rich.table import Table

from autograder.desk.strangers import Measure
from autograder.desk.verify import Proof
from autograder.escaping import for_csv
from autograder.reports.terminal import plain

KINDS = ("rightly", "wrongly", "plainly", "rightly plain", "unlabelled", "not graded")


@dataclass
class Confusion:
    """One exercise's table: ``counts[mistake, diagnosis]`` is a number of programs; an empty diagnosis is none."""

    exercise: str
    mistakes: list[str] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def recognised(self) -> int:
        """How many programs stand on the diagonal."""
        return sum(number for (mistake, diagnosis), number in self.counts.items() if mistake == diagnosis)

    @property
    def confused(self) -> list[tuple[str, str]]:
        """What stands beside the diagonal: (mistake, diagnosis), in order."""
        return sorted(pair for pair in self.counts if pair[0] != pair[1])


def tabulate(proofs: Iterable[Proof]) -> list[Confusion]:
    """The tables of all exercises, in order. A right program that is taken for a mistake has a row, too."""
    tables: dict[str, Confusion] = {}
    for proof in proofs:
        program = proof.program
        table = tables.setdefault(program.exercise.name, Confusion(program.exercise.name))
        if program.role == "mistake":
            table.mistakes.append(program.path.stem)
            table.counts[program.path.stem, proof.diagnosis] += 1
        elif program.role in ("reference", "alternative") and proof.diagnosis:
            table.counts[f"{program.role} {program.path.stem}", proof.diagnosis] += 1
    for table in tables.values():
        table.mistakes.sort()
    return [tables[name] for name in sorted(tables)]


def confusion_table(table: Confusion) -> Table:
    """The table for a terminal: what is confused stands first and in red, in words that need no colour."""
    title = f"{table.exercise}: {table.recognised} of {len(table.mistakes)} mistakes recognised"
    shown = Table(title=title, title_justify="left", min_width=len(title))
    shown.add_column("")
    shown.add_column("mistake", overflow="fold")
    shown.add_column("diagnosis", overflow="fold")
    for mistake, diagnosis in table.confused:
        words = plain(diagnosis) if diagnosis else "no diagnosis"
        shown.add_row("[bold red]✗[/]", f"[bold red]{plain(mistake)}[/]", f"[bold red]{words}[/]")
    for mistake, diagnosis in sorted(pair for pair in table.counts if pair[0] == pair[1]):
        shown.add_row("[green]✓[/]", plain(mistake), plain(diagnosis))
    return shown


def say_measures(measures: list[Measure]) -> list[str]:
    """What strangers' programs were named, a line for each exercise and one for all of them."""
    total = Measure("all")
    for one in measures:
        total.kinds += one.kinds
        total.found += one.found
    return [
        f"{one.exercise}: {', '.join(f'{one.kinds[kind]} {kind}' for kind in KINDS if one.kinds[kind])}"
        f"; precision {percent(one.precision)}, recall {percent(one.recall)}"
        for one in [*measures, total]
    ]


def percent(part: float | None) -> str:
    """A share in words for people."""
    return "of nothing" if part is None else f"{part:.1%}"


def to_csv(tables: Iterable[Confusion]) -> str:
    """A line for each pair of mistake and diagnosis that was seen; an empty diagnosis is none."""
    text = io.StringIO()
    written = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    written.writerow(["exercise", "mistake", "diagnosis", "programs"])
    for table in tables:
        for (mistake, diagnosis), number in sorted(table.counts.items()):
            written.writerow([*map(for_csv, (table.exercise, mistake, diagnosis)), number])
    return text.getvalue()
