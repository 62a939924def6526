"""What ``autograder check`` shows of the runs themselves: the picture of a failed check's run, and its trace."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape

from autograder.checks.attempt import Attempt
from autograder.checks.results import ExerciseResult
from autograder.desk.reference import run_beside
from autograder.engine.evidence import Evidence
from autograder.errors import UsageError
from autograder.escaping import for_json
from autograder.reports.timeline import draw
from autograder.reports.timeline.choice import failed_runs, pictured
from autograder.reports.timeline.terminal import LEAST_WIDTH, print_timeline
from autograder.reports.timeline.trace import to_trace
from autograder.sandbox.environment import Environment


class Pictures:
    """Draws while exercises are checked, and keeps one run for the trace: that of the first check that failed."""

    def __init__(self, console: Console, wanted: bool | None, trace: Path | None) -> None:
        """``wanted``: whether to draw for each exercise; None: for the first, where the terminal is wide enough.

        Raises :class:`UsageError` where no trace could be written.
        """
        if trace is not None and not trace.absolute().parent.is_dir():
            raise UsageError(f"There is no folder {trace.absolute().parent} to write the trace into.")
        self.console, self.wanted, self.trace = console, wanted, trace
        self.wide = console.is_terminal and console.width >= LEAST_WIDTH
        self.failed = False  # whether a run that failed was shown already
        self.traced: tuple[Evidence, Evidence | None] | None = None  # and the reference's

    def show(self, result: ExerciseResult, attempt: Attempt, sandbox: Environment) -> None:
        """Draw what is to be drawn for an exercise that has just been checked."""
        found = next((run for _, run in failed_runs(result, attempt) if run.made() or run.calls), None)
        if self.console.quiet and self.wanted:
            result.pictures = pictured(result, attempt)
        if found is None:
            self.traced = self.traced or next(((run, None) for run in attempt.evidence.values()), None)
            return
        draws = self.wanted or (self.wanted is None and self.wide and not self.failed)
        traces = self.trace is not None and not self.failed
        if (draws and not self.console.quiet) or traces:
            reference = run_beside(attempt.exercise, found, sandbox)
            if draws:
                print_timeline(self.console, draw(found, reference))
            if not self.failed:
                self.traced = found, reference
        self.failed = True

    def write_trace(self) -> None:
        """Write the trace, where one was asked for; raises :class:`UsageError` where that cannot be done."""
        if self.trace is None:
            return
        if self.traced is None:
            raise UsageError("No program was run, so there is no trace to write.")
        try:
            self.trace.write_bytes(for_json(to_trace(*self.traced)))
        except OSError as error:
            raise UsageError(f"{self.trace} cannot be written: {error.strerror}.") from error
        self.console.print(
            f"\n  The run under {self.traced[0].start_method} is in {escape(str(self.trace))}. "
            "Open it in speedscope, or in another viewer of Chrome traces.",
            soft_wrap=True,
        )
