"""What can go wrong, by whose doing: the student's, the instructor's, the kit's, or the machine's."""


class AutograderError(Exception):
    """Base of every error that the kit raises on purpose; its text is one sentence for people."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the sentence, and not the way to it (IPython's documentation, "Custom tracebacks")."""
        return [str(self)]


class UsageError(AutograderError):
    """The command, a path or a course file is not right; the text says which and what to do next."""


class KitError(AutograderError):
    """The kit itself failed (no sandbox, a broken protocol); never the student's fault."""


class Inconclusive(AutograderError):
    """The machine was too busy to tell; the run is to be repeated, and never costs points."""

    seconds = 0.0  # that the run has lasted
    kept = 0.0  # of these, in which the machine was busy with others


class NeedsRun(AutograderError):
    """What was recorded does not hold this run, or one of another scenario: the program must be run again."""


class CheckFailed(AssertionError):
    """A check did not hold: what was expected, what was seen instead, and where to look next."""

    def __init__(
        self, expected: str, actual: str, next_step: str = "", evidence: tuple[str, ...] = (), trouble: str = ""
    ) -> None:
        """Each is one sentence for the student, the evidence a list; what was seen begins with the run's trouble."""
        super().__init__(f"expected: {expected}\nseen: {actual}")
        self.expected, self.actual, self.next_step, self.evidence = expected, actual, next_step, evidence
        self.trouble = trouble

    def __reduce__(self) -> tuple[object, ...]:
        """Pools send exceptions by pickle; by default that would call this class with its one text alone."""
        return type(self), (self.expected, self.actual, self.next_step, self.evidence, self.trouble)
