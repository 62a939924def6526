"""What ``autograder watch`` waits for: keys, saved files, and what its worker says, each from a thread of its own."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.cli.watch_worker import Answer

DEBOUNCE_MILLISECONDS = 60  # an editor writes a file in several steps
END_SECONDS = 10.0  # how long a check that is given up may take to empty its sandbox


class Saved(msgspec.Struct):
    """A file was written, or put in the place of the old one."""

    path: Path


class Pressed(msgspec.Struct):
    """A key; empty when nobody can press any more."""

    key: str


class Told(msgspec.Struct):
    """What a worker says; ``None`` when it has ended."""

    worker: "Worker"
    answer: Answer | None


Event = Saved | Pressed | Told
Events = queue.SimpleQueue[Event]


class Worker:
    """A process that checks programs, one after the other."""

    def __init__(self, here: Path, events: Events) -> None:
        """Start it; it hears of no Ctrl-C but ours, and ends when its input does."""
        command = [sys.executable, "-m", "autograder.cli.watch_worker", str(here)]
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        self.process = subprocess.Popen(command, cwd=here, stdin=pipe, stdout=pipe, stderr=null, start_new_session=True)
        self.events, self.busy = events, False
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def ask(self, exercise: str, width: int) -> None:
        """Let it check a program; what comes of it are events."""
        self.busy = True
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):  # it has ended, which is an event, too
            self.process.stdin.write(f"{exercise} {width}\n".encode())
            self.process.stdin.flush()

    def read(self) -> None:
        """Pass on what it says, until it ends."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.events.put(Told(self, msgspec.json.decode(line, type=Answer)))
        self.events.put(Told(self, None))

    def end(self) -> None:
        """Let it give up and empty its sandbox; whoever does not is killed, and the sandbox ends with its starter."""
        with contextlib.suppress(OSError):
            if self.process.stdin is not None:
                self.process.stdin.close()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Saves:
    """Watches one file, which editors write anew or replace."""

    def __init__(self, path: Path, events: Events) -> None:
        """From now on."""
        self.path, self.events, self.over = path, events, threading.Event()
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self) -> None:
        """Tell of every change but the file's removal."""
        from watchfiles import Change, watch

        changes = watch(
            self.path.parent,
            watch_filter=lambda change, path: change is not Change.deleted and Path(path).name == self.path.name,
            debounce=DEBOUNCE_MILLISECONDS,
            step=DEBOUNCE_MILLISECONDS // 3,
            stop_event=self.over,
            rust_timeout=500,
            raise_interrupt=False,
            recursive=False,
        )
        for _ in changes:
            self.events.put(Saved(self.path))

    def end(self) -> None:
        """No more events of this file."""
        self.over.set()


@contextlib.contextmanager
def keys(events: Events) -> Iterator[None]:
    """Each key is an event as soon as it is pressed; on leaving, the terminal is as it was."""
    if sys.platform == "win32":
        threading.Thread(target=read_windows_keys, args=(events,), daemon=True).start()
        yield
        return
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal)
    threading.Thread(target=read_keys, args=(terminal, events), daemon=True).start()
    try:
        yield
    finally:
        with contextlib.suppress(termios.error):  # of a terminal that is gone
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def read_keys(terminal: int, events: Events) -> None:
    """Pass on keys until the terminal is closed."""
    data = b" "
    while data:
        try:
            data = os.read(terminal, 1)
        except OSError:
            data = b""
        events.put(Pressed(data.decode("ascii", "replace")))


def read_windows_keys(events: Events) -> None:
    """The same on Windows (:mod:`msvcrt`). Not run there."""
    import importlib

    console = importlib.import_module("msvcrt")
    while True:
        events.put(Pressed(console.getwch()))
