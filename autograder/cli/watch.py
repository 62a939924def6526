"""``autograder watch``: one's own work, checked whenever it is saved."""

import contextlib
import queue
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.live import Live

from autograder.checks.course import Course, Exercise
from autograder.cli.check import choose, find_program
from autograder.cli.exits import INTERRUPTED
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.cli.watch_events import Event, Events, Saves, Worker
    from autograder.cli.watch_worker import Answer
    from autograder.desk.progress import Progress
    from autograder.reports.watch_screen import Shown

TICK_SECONDS = 0.25  # how often the seconds on the screen go on
# Ctrl-C, which whoever began this may have been deaf to; the terminal was closed; or somebody wants us to end.
ENDED_BY = ("SIGINT", "SIGHUP", "SIGTERM")


@click.command()
@click.argument("exercise", required=False, metavar="[EXERCISE]")
def watch(exercise: str | None) -> None:
    """Check your own work whenever you save it.

    EXERCISE is what `autograder check` takes. Without one, it begins with the exercise of the folder you are in, or
    with the first one that is not done yet. The screen shows what is mended, what is new, and what to look at next.
    Keys: n and p go to the next exercise and to the one before, h shows a hint, t draws who ran when, q quits. How
    far you are is kept beside exercises/, in .autograder_progress.json.
    """
    from autograder.desk.progress import Progress

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("`autograder watch` needs a terminal for its screen; elsewhere, use `autograder check`.")
    here = Path.cwd()
    course = Course.around(here)
    chosen = choose(course, here, [exercise] if exercise else [])
    progress = Progress(course)
    first, places = next((one for one in chosen if not progress.is_done(one[0].name)), chosen[0])
    if find_program(first, *places) != find_program(first, here, first.folder):
        raise UsageError(f"`autograder watch` checks the course's own files: for {exercise}, use `autograder check`.")
    session = Session(Console(file=sys.stdout, highlight=False), here, list(course.exercises), progress)
    sys.exit(session.run(course.exercises.index(first)))


class Session:
    """One sitting at the screen."""

    def __init__(self, console: Console, here: Path, exercises: list[Exercise], progress: "Progress") -> None:
        """Nothing is watched yet."""
        self.console, self.here, self.exercises, self.progress = console, here, exercises, progress
        self.events: Events = queue.SimpleQueue()
        self.index = 0
        self.shown: Shown
        self.worker: Worker | None = None
        self.saves: Saves | None = None
        self.ending: list[threading.Thread] = []
        self.code = 0

    def run(self, first: int) -> int:
        """Show, check and listen until somebody quits; the exit code. Nothing that was started is left."""
        from autograder.cli.watch_events import keys

        try:
            with (
                ended_by_signals(),
                keys(self.events),
                contextlib.suppress(OSError),  # of a terminal that is gone
                Live(console=self.console, screen=True, auto_refresh=False) as live,
            ):
                self.open(first)
                self.draw(live)
                while self.listen():
                    self.draw(live)
        except KeyboardInterrupt:
            self.code = INTERRUPTED
        finally:
            self.close()
        with contextlib.suppress(OSError):
            self.console.print(self.place())
        return self.code

    def draw(self, live: Live) -> None:
        """Put what is known on the screen."""
        from autograder.reports.watch_screen import screen

        live.update(screen(self.shown, self.console.width, self.console.height), refresh=True)

    def listen(self) -> bool:
        """Take the next event, if one comes soon; whether to go on."""
        try:
            event: Event = self.events.get(timeout=TICK_SECONDS)
        except queue.Empty:
            return True
        from autograder.cli.watch_events import Pressed, Saved

        if isinstance(event, Pressed):
            return self.press(event.key)
        if isinstance(event, Saved):
            if self.saves is not None and event.path == self.saves.path:
                self.check()
        elif event.worker is self.worker:
            self.hear(event.answer)
        return True

    def press(self, key: str) -> bool:
        """Do what a key stands for; whether to go on."""
        if key in ("q", "Q", ""):
            return False
        if key in "nN" and self.index + 1 < len(self.exercises):
            self.open(self.index + 1)
        elif key in "pP" and self.index > 0:
            self.open(self.index - 1)
        elif key in "hH":
            self.shown.hints += 1
        elif key in "tT":
            self.shown.draws = not self.shown.draws
        return True

    def open(self, index: int) -> None:
        """Go to an exercise, and check what is there."""
        from autograder.cli.watch_events import Saves
        from autograder.reports.watch_screen import Shown

        if self.saves is not None:
            self.saves.end()
        self.index, exercise = index, self.exercises[index]
        self.shown = Shown(exercise, self.place(), exercise.tried)
        self.saves = Saves(find_program(exercise, self.here, exercise.folder), self.events)
        self.check()

    def place(self) -> str:
        """How far one is, in words."""
        done = sum(self.progress.is_done(one.name) for one in self.exercises)
        return f"{done} of {len(self.exercises)} exercises are done."

    def check(self) -> None:
        """Check the program as it is now; a check that is under way is given up."""
        from autograder.cli.watch_events import Worker
        from autograder.diagnosis.syntax_errors import find_syntax_error

        if self.worker is not None and self.worker.busy:
            self.let_go()
        self.shown.begin()
        exercise = self.shown.exercise
        with contextlib.suppress(OSError):
            source = find_program(exercise, self.here, exercise.folder).read_bytes()
            self.shown.unreadable = find_syntax_error(source, exercise.file)
        if self.worker is None:
            self.worker = Worker(self.here, self.events)
        if self.shown.unreadable is not None:
            self.shown.since = None
            return
        self.worker.ask(exercise.name, self.console.width)

    def hear(self, answer: "Answer | None") -> None:
        """Take in what the worker says of the program."""
        from autograder.cli.watch_worker import Finished, Heard

        shown = self.shown
        if isinstance(answer, Heard):
            verdict = answer.verdict
            shown.verdicts[verdict.check, verdict.start_method] = verdict
            shown.sentences[verdict.check] = verdict.sentence
            return
        shown.since = None
        if self.worker is not None:
            self.worker.busy = False
        if isinstance(answer, Finished):
            shown.result, shown.picture = answer.result, answer.picture
            self.progress.note(shown.exercise.name, answer.result.points, answer.result.max_points)
            shown.place = self.place()
        elif answer is not None:
            shown.trouble = answer.words
        else:
            self.worker = None  # it has ended; the next save begins another one
            shown.trouble = shown.trouble or "it ended all of a sudden. Save again, and it tries again."

    def let_go(self) -> None:
        """Give up what the worker does; it empties its sandbox while something else goes on."""
        if self.worker is not None:
            thread = threading.Thread(target=self.worker.end)
            thread.start()
            self.ending = [one for one in self.ending if one.is_alive()] + [thread]
            self.worker = None

    def close(self) -> None:
        """End all that was started."""
        if self.saves is not None:
            self.saves.end()
        self.let_go()
        for thread in self.ending:
            thread.join()


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """Ctrl-C ends a session, and a closed terminal does; afterwards signals do what they did before."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        """As Ctrl-C."""
        raise KeyboardInterrupt

    before = {name: signal.signal(getattr(signal, name), interrupt) for name in ENDED_BY if hasattr(signal, name)}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
