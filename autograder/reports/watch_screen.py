"""The screen of ``autograder watch``: one exercise, what is mended, what is new, and the next thing to look at."""

import io
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text

from autograder.checks.course import Exercise
from autograder.checks.results import ExerciseResult, Outcome, PythonError, Verdict
from autograder.escaping import for_terminal
from autograder.reports.check_text import LONGEST
from autograder.reports.lessons import print_diagnosis, print_printed
from autograder.reports.printed import ending
from autograder.reports.terminal import NOTHING_BEFORE, print_python_error, say

KEYS = "Keys: n next, p previous, h hint, t timeline, q quit."
HINT = re.compile(r"^- (?P<text>.*(?:\n  .*)*)", re.MULTILINE)


@dataclass
class Shown:
    """What is known of the exercise that is on the screen."""

    exercise: Exercise
    place: str  # how far one is in the course, in words
    methods: list[str]
    sentences: dict[str, str] = field(default_factory=dict)  # of its checks, as far as they were heard of
    verdicts: dict[tuple[str, str], Verdict] = field(default_factory=dict)  # of the check that is under way, or done
    failed: set[str] | None = None  # the checks that had failed in the check before; None before the first one
    result: ExerciseResult | None = None
    unreadable: PythonError | None = None
    trouble: str = ""
    picture: str = ""
    since: float | None = None  # when the check that is under way began
    hints: int = 0
    draws: bool = False

    def begin(self) -> None:
        """A check begins."""
        if self.result is not None:
            self.failed = self.failing()
        self.verdicts, self.result, self.unreadable = {}, None, None
        self.trouble, self.picture, self.since = "", "", time.monotonic()

    def failing(self) -> set[str]:
        """The checks that have failed so far."""
        return {check for (check, _), one in self.verdicts.items() if one.outcome is not Outcome.PASSED}

    def passed(self) -> set[str]:
        """The checks that have passed under every start method."""
        decided = {check for check, _ in self.verdicts} - self.failing()
        return {check for check in decided if all((check, method) in self.verdicts for method in self.methods)}


def screen(shown: Shown, width: int, height: int) -> Text:
    """All of it, as wide as told and no higher; what was asked for by a key stands before what is long."""

    def tell(console: Console) -> None:
        """Print it."""
        exercise = shown.exercise
        say(console, f"{exercise.name[:2]} {exercise.about.title}  {exercise.file}", 0, style="bold")
        tell_state(console, shown)
        say(console, f"{shown.place} {KEYS}", 0, style="dim")
        console.print()
        tell_checks(console, shown)
        tell_hints(console, shown)
        if shown.draws and shown.picture:
            console.print(Text(shown.picture))
        else:
            tell_next(console, shown)
        if shown.draws and not shown.picture and shown.since is None:
            say(
                console,
                "There is no picture: nothing has failed, or no process had begun when the run ended.",
                2,
                style="dim",
            )

    command = f"autograder check {shown.exercise.name[:2]}" + (" --timeline" if shown.draws else "")
    return cut(rendered(tell, width), height, f"… more: `{command}`")


def rendered(tell: Callable[[Console], None], width: int) -> Text:
    """What is printed, as something that can be put on a screen."""
    page = io.StringIO()
    tell(Console(file=page, width=width, highlight=False, force_terminal=True, color_system="standard"))
    return Text.from_ansi(page.getvalue().rstrip("\n"))


def cut(page: Text, height: int, words: str) -> Text:
    """So many lines at most; where some are left out, these words are the last one."""
    lines = page.split("\n")
    if len(lines) <= height:
        return page
    return Text("\n").join([*lines[: height - 1], Text(words, "dim")])


def tell_checks(console: Console, shown: Shown) -> None:
    """A line for each check that was heard of, and whether the last save has mended or broken it."""
    failing, passed = shown.failing(), shown.passed()
    for check, sentence in shown.sentences.items():
        of_check = [one for (name, _), one in shown.verdicts.items() if name == check]
        methods = [one.start_method for one in of_check if one.outcome is not Outcome.PASSED]
        sign, colour = ("✗", "red") if check in failing else ("✓", "green") if check in passed else ("·", "dim")
        under = f" ({', '.join(methods)})" if methods and len(methods) < len(shown.methods) else ""
        changed = ""
        if shown.failed is not None and (check in failing | passed) and (check in failing) != (check in shown.failed):
            changed = "new: " if check in failing else "mended: "
        line = Text(f"  {sign} {changed}", colour).append(for_terminal(sentence), "default").append(under, "dim")
        line.truncate(console.width, overflow="ellipsis")
        console.print(line, soft_wrap=True)


def tell_next(console: Console, shown: Shown) -> None:
    """The one thing to look at next."""
    result = shown.result
    if shown.trouble:
        say(console, f"The grader itself failed, which is not your doing: {shown.trouble}", 2, style="magenta")
    elif shown.unreadable is not None:
        print_python_error(console, shown.unreadable)
        say(console, NOTHING_BEFORE, 2)
    elif result is not None and result.python_errors:
        print_python_error(console, result.python_errors[0])
    elif result is not None and result.diagnosis is not None:
        print_diagnosis(console, result.diagnosis, result.file)
    else:
        failed = next((one for one in shown.verdicts.values() if one.outcome is not Outcome.PASSED), None)
        if failed is not None:
            console.print()
            rows = (("expected:", failed.expected), ("seen:", failed.actual), ("next:", failed.next_step))
            for name, words in rows:
                if words:
                    say(console, words, 12, f"  {name}")
    if result is not None and result.output.strip():
        print_printed(console, ending("Your program printed", result.output))


def tell_hints(console: Console, shown: Shown) -> None:
    """As many of the exercise's hints as were asked for."""
    known = hints_of(shown.exercise)
    if shown.hints:
        console.print()
    for number, hint in enumerate(known[: shown.hints], 1):
        say(console, hint, 10, f"  hint {number}:")
    if shown.hints and shown.hints >= len(known):
        say(console, "There are no more hints." if known else "This exercise has no hints.", 2, style="dim")


def hints_of(exercise: Exercise) -> list[str]:
    """The hints of the exercise's instructions, in order."""
    try:
        text = (exercise.folder / "README.md").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return []
    section = text.partition("\n## Hints\n")[2].partition("\n## ")[0]
    return [" ".join(match["text"].split()) for match in HINT.finditer(section)]


def tell_state(console: Console, shown: Shown) -> None:
    """Whether something is under way, or what was earned."""
    if shown.since is not None:
        seconds = time.monotonic() - shown.since
        words = f"checking: {seconds:.0f} s ({LONGEST})"
        say(console, words, 0, style="yellow")
    elif shown.result is not None:
        result = shown.result
        done = result.outcome is Outcome.PASSED
        words = f"{result.points:g} of {result.max_points:g} points." + (" Done: n goes on." if done else "")
        say(
            console, f"{words} Checked again whenever {shown.exercise.file} is saved.", 0, style="green" if done else ""
        )
    else:
        say(console, f"Checked again whenever {shown.exercise.file} is saved.", 0)
