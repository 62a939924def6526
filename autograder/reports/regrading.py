"""What a regrading does, in the terminal: who gains and who loses, by which check, and why."""

from rich.console import Console
from rich.table import Table

from autograder.desk.regrade import Change, Regrading, Total
from autograder.reports.terminal import plain

SHOWN = 40  # rows of each table


def print_regrading(console: Console, found: Regrading) -> None:
    """The two tables, and how much was done."""
    if found.changes:
        console.print(changes_table(found.changes))
    if found.checks:
        console.print(checks_table(found))
    if found.totals:
        console.print(totals_table(found.totals))
    gains = sum(one.new > one.old for one in found.changes)
    losses = sum(one.new < one.old for one in found.changes)
    done = (
        f"{found.kept} results kept, {found.counted} counted anew, {found.judged} judged again, {found.run} run again."
    )
    console.print(f"{done} {gains} gain points, {losses} lose some.", soft_wrap=True)
    if found.shared:
        console.print(f"{found.shared} more results are of programs equal to one of those that were run.")
    if found.lost:
        some = ", ".join(f"{number} of {name}" for name, number in found.lost.items())
        words = f"Results of exercises that are not in the assignment any more, and count nothing: {some}."
        console.print(plain(words), soft_wrap=True)
    if found.joined:
        words = f"In the assignment, and not graded in this class: {', '.join(found.joined)}."
        console.print(f"{plain(words)} autograder grade with the same --results grades that alone.", soft_wrap=True)
    if found.ungraded:
        console.print(f"{found.ungraded} results were never reached by the kit: autograder grade tries them again.")
    if found.unread:
        some = ", ".join(f"{student} in {exercise}" for student, exercise in found.unread[:SHOWN])
        words = f"Results that stay as they were, as the evidence of them or of the reference is damaged: {some}."
        console.print(plain(words) + " With --run, those programs are run again.", soft_wrap=True)
    if found.is_empty:
        console.print("Nothing of the course has changed that these results depend on.")


def changes_table(changes: list[Change]) -> Table:
    """Who gains and who loses; the greatest differences first."""
    ordered = sorted(changes, key=lambda one: -abs(one.new - one.old))
    table = Table(title=titled("Results that become others", len(changes)), title_justify="left")
    for name in ("student", "exercise"):
        table.add_column(name, overflow="fold")
    for name in ("was", "is", ""):
        table.add_column(name, justify="right")
    table.add_column("mistake")
    for one in ordered[:SHOWN]:
        old, new = one.mistakes
        difference = f"{one.new - one.old:+g}" if one.new != one.old else ""
        named = "" if old == new else f"{old or 'none'} → {new or 'none'}".replace("_", " ")
        cells = f"{one.old:g}", f"{one.new:g}", difference, named
        table.add_row(plain(one.student), plain(one.exercise), *map(plain, cells))
    return table


def totals_table(totals: list[Total]) -> Table:
    """Whose sum becomes another one by dates, extensions or extra exercises, and why."""
    table = Table(title=titled("Sums that become others by the assignment's rules", len(totals)), title_justify="left")
    table.add_column("student", overflow="fold")
    for name in ("was", "is"):
        table.add_column(name, justify="right")
    table.add_column("why", overflow="fold")
    for one in sorted(totals, key=lambda one: -abs(one.new[0] - one.old[0]))[:SHOWN]:
        was, now = (f"{points:g} / {most:g}" for points, most in (one.old, one.new))
        table.add_row(plain(one.student), was, now, plain(" ".join(one.why)))
    return table


def checks_table(found: Regrading) -> Table:
    """Which checks, in how many verdicts, and why."""
    table = Table(title=titled("By which check", len(found.checks)), title_justify="left")
    table.add_column("verdicts", justify="right")
    for name in ("exercise", "check", "was", "is", "why"):
        table.add_column(name, overflow="fold")
    for (exercise, check, old, new, why), number in found.checks.most_common(SHOWN):
        table.add_row(str(number), exercise, plain(check), old, new, why)
    return table


def titled(words: str, number: int) -> str:
    """A table's title with how many rows there are."""
    return f"{words}: {number}" + (f", of which {SHOWN} are shown" if number > SHOWN else "")
