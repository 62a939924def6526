"""``autograder similar``: which programs of a graded class are alike."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from autograder.cli.exits import FOLDER
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.reports.site.similarity import Pair

SHOWN = 20


@click.command()
@click.argument("results", type=FOLDER)
@click.option("--exercise", "names", multiple=True, help="Compare this exercise alone; can be given again.")
@click.option(
    "--least", type=click.IntRange(1, 100), default=70, show_default=True, help="The least score, in percent."
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where to (default: RESULTS/report).")
@click.option("--course", type=FOLDER, help="The course's folder (default: the one around the current folder, if any).")
def similar(results: Path, names: tuple[str, ...], least: int, out: Path | None, course: Path | None) -> None:
    """Show which programs of a graded class are alike, for instructors.

    RESULTS is the folder that `autograder grade --results` wrote. What the stub, right programs of the course and much
    of the class have in common is taken away first; a score says how much of what is left is the same in both. Short
    exercises look alike: a score is a reason to look, and no verdict. The pairs stand side by side in `similar.html`.
    """
    from autograder.extras import require_similarity

    require_similarity()
    from autograder.cli.report import course_of
    from autograder.desk.store import Store
    from autograder.reports.site.similarity import find_pairs, write_page

    exercises, title = course_of(course)
    with Store.open(results) as store:
        chosen = [name for name in store.exercises if not names or {name, name[:2], name[3:]} & set(names)]
        if not chosen:
            raise UsageError(f"{results} has no such exercise. It has: {', '.join(store.exercises)}.")
        pairs = find_pairs(store, exercises, chosen, least / 100)
    file = write_page(pairs, out or results / "report", title, least / 100)
    console = Console(file=sys.stdout, highlight=False)
    if not exercises:
        click.echo("The course was not found, so its stubs and references were compared, too: name it with --course.")
    print_pairs(console, pairs, least)
    click.echo(f"Written: {file}. Open it in a browser; it shows the pairs side by side, and is for you alone.")


def print_pairs(console: Console, pairs: "list[Pair]", least: int) -> None:
    """The first pairs as a table, and what a score is."""
    from autograder.reports.terminal import plain

    if not pairs:
        console.print(f"No two programs have a score of {least} % or more in what is not the exercise's own.")
        return
    more = f" (the first {SHOWN} of {len(pairs)})" if len(pairs) > SHOWN else ""
    table = Table(title=f"Programs that are alike{more}", title_justify="left")
    for name in ("exercise", "student", "student"):
        table.add_column(name, overflow="fold")
    for name in ("score", "with names", "tokens"):
        table.add_column(name, justify="right")
    for pair in pairs[:SHOWN]:
        alike = pair.alike
        names = "one text" if alike.is_same_text else f"{100 * alike.with_names:.0f} %"
        who = (plain(student) for student in alike.students)
        table.add_row(pair.exercise[:2], *who, f"{100 * alike.score:.0f} %", names, str(min(alike.tokens)))
    console.print(table)
    console.print("Short exercises look alike: a score is a reason to look at both programs, and no verdict.")
