"""What ``autograder check`` tells of an exercise: each verdict as it falls, each reason once, then what to learn of it.

In a terminal a line at the bottom says what is being waited for, and how long at most.
"""

import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from autograder.checks.attempt import EXERCISE_SECONDS, PROGRAM_IS_THERE, PROGRAM_IS_USABLE
from autograder.checks.results import Outcome, Verdict
from autograder.messages import Message
from autograder.reports.reasons import ReasonsTold
from autograder.reports.terminal import indented

SIGNS = {
    Outcome.PASSED: ("✓", "green"),
    Outcome.FAILED: ("✗", "red"),
    Outcome.ERROR: ("kit error", "magenta"),
    Outcome.INCONCLUSIVE: ("undecided", "yellow"),
}
LONGEST = f"all runs together end after {EXERCISE_SECONDS:.0f} s, later on a busy machine"
AS_ABOVE = "as above"
NOT_YOURS = "This is no failure of yours: the grader could not decide."
OF_THE_PROGRAM = (PROGRAM_IS_THERE, PROGRAM_IS_USABLE)  # what is expected where no check could begin


class CheckPrinter:
    """Prints the verdicts of one exercise as they fall; a context manager, within which runs are waited for.

    What fails for a reason that was told already gets its mark, and no words. As long as all has failed for one
    reason, that is told once, and the checks that follow are counted.
    """

    def __init__(self, console: Console, start_methods: Sequence[str]) -> None:
        """Nothing was printed yet. ``start_methods``: in which each check is run, in this order."""
        self.console, self.methods = console, list(start_methods)
        self.reasons, self.said_next, self.said_expected = ReasonsTold(), set[str](), set[str]()
        self.check, self.row, self.lines = "", Text(), list[Text]()  # what of a check was not printed yet
        self.alike: list[Verdict] = []  # verdicts that have failed as the first check did, and were not shown
        self.differs = False  # whether some verdict did otherwise
        self.unusable = ""  # why no check can begin with the program; told when it is known what Python says of it
        self.told_here = False  # whether a reason stands below the check at hand, or the word that it stands above
        self.shown_checks: set[str] = set()
        self.waits, self.since = "", 0.0
        self.live: Live | None = None

    def __enter__(self) -> Self:
        """From now on runs are waited for."""
        self.waits, self.since = self.methods[0] if self.methods else "", time.monotonic()
        if self.console.is_terminal and not self.console.quiet:
            self.live = Live(console=self.console, get_renderable=self.bottom, transient=True, refresh_per_second=4)
            self.live.start(refresh=True)
        elif self.methods:
            words = f"Each check is made under {', '.join(self.methods)}; {LONGEST}."
            self.put(*indented(self.console, words, 2, style="dim"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is waited for any more; what was heard is printed."""
        self.waits = ""
        if self.live is not None:
            self.live.stop()
            self.live = None
            row, self.row = self.row, Text()
            self.lines += [row] if row else []
        if kind is None and self.alike and not self.unusable:
            self.count_alike()
        self.flush()

    def bottom(self) -> Group:
        """What is not yet complete, and what is being waited for."""
        parts = [*self.lines, *([self.row] if self.row else [])]
        if self.waits:
            seconds = time.monotonic() - self.since
            words = f"waiting for the run under {self.waits}: {seconds:.0f} s ({LONGEST})"
            parts += indented(self.console, words, 4, style="dim")
        return Group(*parts)

    def hear(self, verdict: Verdict) -> None:
        """Print one verdict; the check's sentence stands above its first."""
        following = self.methods.index(verdict.start_method) + 1 if verdict.start_method in self.methods else 0
        self.waits, self.since = self.methods[following % len(self.methods)] if self.methods else "", time.monotonic()
        news = self.reasons.news(verdict) if verdict.outcome is not Outcome.PASSED else ""
        if not self.shown_checks and not self.alike and Message.of(verdict.expected).template in OF_THE_PROGRAM:
            self.unusable = news
        if verdict.outcome is Outcome.FAILED and self.is_alike(verdict, news):
            self.alike.append(verdict)
        else:
            self.differs = self.differs or bool(self.shown_checks and verdict.check != self.check)
            self.show_alike()
            self.show(verdict, news)
        if self.live is not None:
            self.live.refresh()

    def is_alike(self, verdict: Verdict, news: str) -> bool:
        """Whether a failure is one more of what everything has failed for so far, and can wait to be shown."""
        if self.unusable:
            return news in ("", self.unusable)
        return not news and bool(self.shown_checks) and not self.differs and verdict.check != self.check

    def show_alike(self) -> None:
        """Show what was kept back after all: something else has come of another run."""
        for before in self.alike:
            self.show(before, self.unusable)
            self.unusable = ""
        self.differs = self.differs or bool(self.alike)
        self.alike.clear()

    def show(self, verdict: Verdict, news: str) -> None:
        """Print a verdict, and what is new of its reason."""
        sign, colour = SIGNS[verdict.outcome]
        if verdict.check != self.check:
            self.flush()
            self.check = verdict.check
        if verdict.check not in self.shown_checks:
            self.shown_checks.add(verdict.check)
            self.told_here = False
            self.put(Text(), *indented(self.console, verdict.sentence, 2))
        self.told_here = self.told_here or bool(news)
        mark = Text("  " if self.row else "    ").append(sign, colour).append(f" {verdict.start_method}")
        again = verdict.outcome is not Outcome.PASSED and not self.told_here
        other = again and not verdict.trouble and str(verdict.expected) not in self.said_expected
        if again and not other:
            mark.append(" (as above)", "dim")
        self.told_here = self.told_here or again
        self.row.append_text(mark)
        if self.live is None:
            self.console.print(mark, end="", highlight=False, soft_wrap=True)
        if news or other:  # the same was seen, and something else was expected
            self.end_row()
            self.put(*self.reason(verdict, news or AS_ABOVE))

    def reason(self, verdict: Verdict, news: str) -> list[Text]:
        """What was expected, what was seen, and what to look at; the last not twice."""
        failed = verdict.outcome is Outcome.FAILED
        self.said_expected.add(str(verdict.expected))
        rows = [("expected:", verdict.expected)] if failed else [("", NOT_YOURS)]
        rows.append(("seen:", news))
        if verdict.next_step and str(verdict.next_step) not in self.said_next:
            self.said_next.add(str(verdict.next_step))
            rows.append(("next:", verdict.next_step))
        return [line for name, words in rows for line in indented(self.console, words, 16, f"      {name}")]

    def count_alike(self) -> None:
        """Say how many checks more have failed as the first one has."""
        others = len({verdict.check for verdict in self.alike})
        words = f"The other {others} checks fail for the same reason."
        if others == 1:
            words = "The other check fails for the same reason."
        self.flush()
        self.put(Text(), *indented(self.console, words, 2))

    def put(self, *lines: Text) -> None:
        """Whole lines: at once, or above the line at the bottom when their check is complete."""
        self.lines += lines
        if self.live is None:
            self.print_lines()

    def print_lines(self) -> None:
        """Print whole lines."""
        for line in self.lines:
            self.console.print(line, soft_wrap=True, highlight=False)
        self.lines.clear()

    def end_row(self) -> None:
        """End the row of marks; without a line at the bottom its marks are printed already."""
        if self.row and self.live is None:
            self.console.print()
        elif self.row:
            self.lines.append(self.row)
        self.row = Text()

    def flush(self) -> None:
        """Print all that was heard."""
        self.end_row()
        self.print_lines()
