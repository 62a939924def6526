"""What people see in the terminal."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from autograder.engine.canaries import CANARIES, Trial
from autograder.escaping import for_terminal
from autograder.sandbox.levels import Guarantee, Level

Place = tuple[str, str, str]  # student, exercise, check

LEAST_WIDTH = 24  # of a text; a terminal that leaves less room is written beyond


def plain(text: str) -> str:
    """Text from anywhere, harmless and free of markup."""
    return escape(for_terminal(text))


def indented(console: Console, words: str, indent: int, first: str = "", style: str = "") -> list[Text]:
    """Text from anywhere, harmless, in lines that fit; ``first`` stands before the first of them."""
    room = max(console.width - indent, LEAST_WIDTH)
    lines = Text(for_terminal(words), style).wrap(console, room) or [Text()]
    for line in lines:
        line.rstrip()
    starts = [first.ljust(indent), *[" " * indent] * len(lines)]
    return [Text(start).append_text(line) for start, line in zip(starts, lines, strict=False)]


def say(console: Console, words: str, indent: int, first: str = "", style: str = "") -> None:
    """Print text from anywhere, in lines that fit."""
    for line in indented(console, words, indent, first, style):
        console.print(line, soft_wrap=True, highlight=False)


def level_table(trials: list[Trial]) -> Table:
    """The sandbox levels: what each is made of, and whether it can be had on this machine."""
    table = Table(title="Levels of sandbox", title_justify="left")
    for heading in ("level", "here", "made of", "attacks of the kit's own that worked, or why it cannot be made"):
        table.add_column(heading, overflow="fold")
    for trial in trials:
        here = "[green]yes[/]" if trial.had else "[red]no[/]"
        found = trial.reason or ", ".join(trial.worked) or "none worked"
        table.add_row(trial.level.value, here, trial.level.summary, plain(found))
    return table


def attack_table(trials: list[Trial]) -> Table:
    """What was seen of each of the kit's own attacks, at the levels that can be made here."""
    table = Table(title="The kit's own attacks, and what was seen of them", title_justify="left")
    for heading in ("attack", "seen at the levels"):
        table.add_column(heading, overflow="fold")
    for name in CANARIES:
        levels: dict[str, list[str]] = {}
        for trial in trials:
            if name in trial.seen:
                levels.setdefault(say_seen(trial, name), []).append(trial.level.value)
        table.add_row(name, "\n".join(f"{' '.join(found)}: {said}" for said, found in levels.items()))
    return table


def say_seen(trial: Trial, name: str) -> str:
    """What was seen of one attack at one level, in the colour of what that means."""
    if name not in trial.worked:
        return f"[green]{plain(trial.seen[name])}[/]"
    return "[red]worked[/]" if name in trial.failed else "[yellow]worked, and is not promised to be held[/]"


def guarantee_table() -> Table:
    """What each level promises of a submission."""
    table = Table(title="What each level promises: a submission …", title_justify="left")
    table.add_column("")
    for level in Level:
        table.add_column(level.value)
    for guarantee in Guarantee:
        marks = ["●" if guarantee in level.guarantees else "" for level in Level]
        table.add_row(guarantee.value, *marks)
    return table


def changes_table(changes: list[tuple[Place, float | None, float | None, float | None]], shown: int) -> Table:
    """What would become of scores that are in a gradebook: the old one, the new one, and an instructor's own."""
    title = f"Scores that would change: {len(changes)}" + (
        f", of which {shown} are shown" if len(changes) > shown else ""
    )
    table = Table(title=title)
    for name in ("student", "exercise", "check"):
        table.add_column(name, overflow="fold")
    for name in ("now", "then"):
        table.add_column(name, justify="right")
    table.add_column("by hand")
    for (student, exercise, check), old, new, manual in changes[:shown]:
        words = "" if manual is None else f"{manual:g}, which stays"
        table.add_row(plain(student), plain(exercise), plain(check), score(old), score(new), words)
    return table


def score(points: float | None) -> str:
    """Points, or that they are open."""
    return "open" if points is None else f"{points:g}"
