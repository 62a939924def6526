"""Which reasons of failed checks are the same but for what was drawn, so that each is told once."""

import re

from autograder.checks.results import Verdict
from autograder.reports.drawn import without_drawn_names

# What differs, besides drawn names, between two runs of one program that fail alike: pids, the task's own mark.
OF_ONE_RUN = re.compile(r"\b(process|pid) \d+|\b[0-9a-f]{16}\b")
NUMBERS = re.compile(r"(?<!line )\b\d+(\.\d+)?|'[^']*'(, '[^']*')*")  # a name taken apart has as many letters as it has
SEVERAL = re.compile(r"(…|`[^`]*`)(?:(?:, | and )\1)+")


def without_draws(text: str) -> str:
    """A sentence without the names and pids of its run."""
    return OF_ONE_RUN.sub("…", without_drawn_names(text))


def without_numbers(text: str) -> str:
    """The same without quoted texts and any number but those of lines: other sizes under another start method."""
    return SEVERAL.sub(r"\1", NUMBERS.sub("…", without_draws(text)))


class ReasonsTold:
    """The reasons that somebody has read already; asked once for each verdict that is no pass."""

    def __init__(self) -> None:
        """None yet."""
        self.told: set[str] = set()
        self.check = ""
        self.of_check: set[str] = set()  # under another start method of the same check

    def news(self, verdict: Verdict) -> str:
        """What was seen, as far as it is new to the reader; empty for nothing."""
        if verdict.check != self.check:
            self.check, self.of_check = verdict.check, set()
        trouble = verdict.trouble if verdict.actual.startswith(verdict.trouble) else ""
        own = verdict.actual.removeprefix(trouble).strip()
        trouble_is_new = bool(trouble) and self.is_new(trouble)
        own_is_new = bool(own) and self.is_new(own)
        if trouble_is_new:
            return verdict.actual
        return own if own_is_new else ""

    def is_new(self, words: str) -> bool:
        """Whether it was not told before; from now on it was."""
        anywhere, here = without_draws(words), without_numbers(words)
        found = anywhere not in self.told and here not in self.of_check
        self.told.add(anywhere)
        self.of_check.add(here)
        return found
