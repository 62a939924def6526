"""What people see in the terminal."""

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from autograder.checks.results import Diagnosis, ExerciseResult, Outcome, PythonError, Verdict
from autograder.engine.canaries import CANARIES, Trial
from autograder.escaping import for_terminal
from autograder.sandbox.levels import Guarantee, Level

Place = tuple[str, str, str]  # student, exercise, check

MARKS = {
    Outcome.PASSED: "[green]✓[/]",
    Outcome.FAILED: "[red]✗[/]",
    Outcome.ERROR: "[magenta]kit error[/]",
    Outcome.INCONCLUSIVE: "[yellow]undecided[/]",
}

NOT_YOURS = "This is no failure of yours: the grader could not decide."


def plain(text: str) -> str:
    """Text from anywhere, harmless and free of markup."""
    return escape(for_terminal(text))


class CheckPrinter:
    """Prints the verdicts of one exercise as they fall."""

    def __init__(self, console: Console) -> None:
        """Nothing was printed yet."""
        self.console = console
        self.check = ""

    def hear(self, verdict: Verdict) -> None:
        """Print one verdict; the check's sentence stands above its first."""
        if verdict.check != self.check:
            self.check = verdict.check
            self.console.print(f"\n  {plain(verdict.sentence)}\n   ", end="")
        self.console.print(f" {MARKS[verdict.outcome]} {verdict.start_method} ", end="", highlight=False)


def print_result(console: Console, result: ExerciseResult) -> None:
    """Print what is to be learned from an exercise's verdicts, each failure once, and the points."""
    console.print()
    by_check: dict[tuple[str, Outcome], list[Verdict]] = {}
    for verdict in result.verdicts:
        if verdict.outcome is not Outcome.PASSED:
            by_check.setdefault((verdict.check, verdict.outcome), []).append(verdict)
    for error in result.python_errors:
        print_python_error(console, error)
    said: set[str] = set()
    for several in by_check.values():
        print_failure(console, several, said)
    if result.diagnosis is not None:
        print_diagnosis(console, result.diagnosis, result.file)
    if by_check and (result.output or result.errors):
        printed = "\n".join((result.output + result.errors).strip().splitlines()[-12:])
        console.print("\n  [dim]Your program printed (the last lines):[/]")
        console.print(Padding(f"[dim]{plain(printed)}[/]", (0, 2, 0, 4)))
    for note in result.remarks:
        console.print(Padding(f"[dim]{plain(note)}[/]", (0, 2, 0, 2)))
    colour = "green" if result.outcome is Outcome.PASSED else "red"
    console.print(f"\n  [{colour}]{result.points:g} of {result.max_points:g} points[/]", highlight=False)


def print_python_error(console: Console, error: PythonError) -> None:
    """Print an exception of the student's own code: what Python says, the line with its carets, and what it means."""
    console.print(f"\n  [bold red]{plain(error.error)}[/]", highlight=False)
    console.print(Padding(f"[dim]{plain(error.place)}[/]", (0, 2, 0, 4)), highlight=False)
    if error.code:
        code, marks = error.code.expandtabs(8), error.marks.expandtabs(8)
        for line in (plain(code), f"[bold red]{plain(marks)}[/]"):
            console.print(f"     | {line}", highlight=False, soft_wrap=True)
    if error.meaning:
        console.print(Padding(plain(error.meaning), (0, 2, 0, 4)))


def print_diagnosis(console: Console, diagnosis: Diagnosis, file: str) -> None:
    """Print what happened, in which line, what was seen of it in this run, why, and where to look."""
    console.print(f"\n  [bold]What happened:[/] {plain(diagnosis.title)}")
    if diagnosis.line:
        console.print(f"    [dim]{plain(file)}, line {diagnosis.line}:[/] {plain(diagnosis.code)}", highlight=False)
    if diagnosis.happened:
        seen = "\n".join(f"- {plain(sentence)}" for sentence in diagnosis.happened)
        console.print(Padding(f"In this run, under {plain(diagnosis.start_method)}:\n{seen}", (1, 2, 0, 4)))
    console.print(Padding(plain(diagnosis.explanation), (1, 2, 0, 4)))


def print_failure(console: Console, several: list[Verdict], said: set[str]) -> None:
    """Print why a check failed, once for all start methods; what was said before is not said again."""
    first = several[0]
    methods = ", ".join(verdict.start_method for verdict in several)
    console.print(f"\n  {MARKS[first.outcome]} {plain(first.sentence)} [dim]({methods})[/]", highlight=False)
    rows = Table.grid(padding=(0, 1))
    if first.outcome is Outcome.FAILED:
        rows.add_row("     expected:", plain(first.expected))
    else:
        console.print(f"     {NOT_YOURS}")
    rows.add_row("     seen:", plain(seen(first, said)))
    if first.next_step:
        rows.add_row("     next:", plain(first.next_step))
    console.print(rows)


def seen(verdict: Verdict, said: set[str]) -> str:
    """What was seen; a trouble of the whole run that stands above already is not told again."""
    own = verdict.actual.removeprefix(verdict.trouble).strip()
    if verdict.trouble and verdict.trouble in said:
        return own or "what is told above"
    said.add(verdict.trouble)
    return verdict.actual


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
