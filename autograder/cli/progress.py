"""How a class gets on: a bar in a terminal, a line a minute elsewhere, JSON for other programs."""

import contextlib
import json
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from autograder.checks.results import ExerciseResult, Outcome

LINE_SECONDS, JSON_SECONDS, BAR_SECONDS = 60.0, 1.0, 1.0
LEAST_SECONDS = 0.1  # between two lines of JSON
WINDOW_SECONDS = 300.0  # over which the rate is taken
SHOWN_RUNNING = 3
Running = Callable[[], list[tuple[str, str]]]  # who is running: student and exercise


class Watching:
    """Counts what has been graded, and says how it goes on. Use it from any thread."""

    def __init__(self, total: int, running: Running, clock: Callable[[], float] = time.monotonic) -> None:
        """``total``: how many results there will be."""
        self.total, self.running, self.clock = total, running, clock
        self.graded = self.failed = self.undecided = 0
        self.changed = threading.Event()
        self.began = clock()
        self.seen: deque[tuple[float, int]] = deque([(self.began, 0)])  # moments, and how many were graded by then

    def __call__(self, student: str, result: ExerciseResult) -> None:
        """One more result is there."""
        self.graded += 1
        self.failed += result.outcome is Outcome.FAILED
        self.undecided += result.outcome in (Outcome.ERROR, Outcome.INCONCLUSIVE)
        self.changed.set()

    def state(self) -> dict[str, Any]:
        """How far it is; ``per_minute`` and ``seconds_left`` are None while nobody can tell."""
        now, graded = self.clock(), self.graded
        while len(self.seen) > 1 and now - self.seen[0][0] > WINDOW_SECONDS:
            self.seen.popleft()
        before, known = self.seen[0]
        rate = (graded - known) / (now - before) if now > before else 0.0
        if now - self.seen[-1][0] >= BAR_SECONDS:
            self.seen.append((now, graded))
        return {
            "graded": graded,
            "of": self.total,
            "failed": self.failed,
            "undecided": self.undecided,
            "seconds": round(now - self.began, 1),
            "per_minute": round(60 * rate, 1) if rate else None,
            "seconds_left": round((self.total - graded) / rate) if rate else None,
            "running": [{"student": student, "exercise": exercise} for student, exercise in self.running()],
        }

    def sentence(self) -> str:
        """The same for people."""
        now = self.state()
        rate, left = now["per_minute"], now["seconds_left"]
        parts = [f"{now['failed']} failed"]
        parts += [f"{now['undecided']} undecided"] if now["undecided"] else []
        parts += [f"{rate:g} a minute"] if rate else []
        parts += [f"{duration(left)} left"] if left is not None else []
        shown = [f"{one['student']} ({one['exercise'][:2]})" for one in now["running"][:SHOWN_RUNNING]]
        more = len(now["running"]) - len(shown)
        parts += [f"running: {', '.join(shown)}{f' and {more} more' if more > 0 else ''}"] if shown else []
        return ", ".join(parts)


def duration(seconds: float) -> str:
    """A time for people, in two units at most."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


@contextlib.contextmanager
def every(seconds: float, tell: Callable[[], None], early: threading.Event | None = None) -> Iterator[None]:
    """Call a function every so many seconds, soon after something ``early`` has happened, and once more at the end."""
    over = threading.Event()
    early = early or over

    def run() -> None:
        while not over.wait(LEAST_SECONDS if early is not over else 0.0):
            early.wait(seconds)
            if not over.is_set():
                early.clear()
                tell()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        early.set()
        thread.join()
        tell()


@contextlib.contextmanager
def progress(console: Console, watching: Watching, kind: str, stream: TextIO | None = None) -> Iterator[None]:
    """Show progress while a class is graded: ``auto``, or ``json``, a line for each state, on standard error."""
    from autograder.reports.terminal import plain

    if kind == "json":
        with every(JSON_SECONDS, JsonLines(watching, stream or sys.stderr), watching.changed):
            yield
    elif not console.is_terminal:

        def line() -> None:
            console.print(f"{watching.graded} of {watching.total} graded, {plain(watching.sentence())}", soft_wrap=True)

        with every(LINE_SECONDS, line):
            yield
    else:
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
        with Progress(*columns, console=console) as bar:
            task = bar.add_task("", total=watching.total)

            def show() -> None:
                bar.update(task, completed=watching.graded, description=plain(watching.sentence()))

            with every(BAR_SECONDS, show):
                yield


class JsonLines:
    """Writes a state as a line of JSON, if anything has changed."""

    def __init__(self, watching: Watching, stream: TextIO) -> None:
        """Nothing was written yet."""
        self.watching, self.stream = watching, stream
        self.last: Any = None

    def __call__(self) -> None:
        """Write, if there is anything to tell."""
        now = self.watching.state()
        key = [value for name, value in now.items() if name not in ("seconds", "per_minute", "seconds_left")]
        if key != self.last:
            self.last = key
            print(json.dumps({"event": "progress", **now}), file=self.stream, flush=True)
