"""What `autograder doctor` shows: levels of sandbox, what they promise, and what attacks have come to."""

from rich.table import Table

from autograder.engine.canaries import CANARIES, Trial
from autograder.reports.terminal import plain
from autograder.sandbox.levels import Guarantee, Level


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
