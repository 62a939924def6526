"""``autograder watch`` on a real terminal: what its screen says after a save and a key, and how it ends."""

import fcntl
import json
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import kernel
from autograder.desk.progress import PROGRESS_FILE
from tests.conftest import ROOT

COMMAND = Path(sys.executable).with_name("autograder")
RIGHT = (ROOT / "solutions/06_join/join.py").read_text()
# Makes standard input the terminal that Ctrl-C and a hang-up come from, and becomes the command.
# Deaf to Ctrl-C at first, as a shell begins what it runs in the background.
BEGIN = (
    "import fcntl, os, signal, sys, termios; signal.signal(signal.SIGINT, signal.SIG_IGN); "
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
)
ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[a-zA-Z]|[=>])")
SECONDS = 12  # a loaded machine may take long; nothing waits for it to pass


class Terminal:
    """A terminal with the command in it."""

    def __init__(self, folder: Path, *arguments: str, rows: int = 60, columns: int = 100, **more: str) -> None:
        """Begin."""
        self.ours, its = pty.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.modes = termios.tcgetattr(its)
        environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", BEGIN, str(COMMAND), "watch", *arguments],
            cwd=folder,
            stdin=its,
            stdout=its,
            stderr=its,
            env={**environment, "TERM": "xterm", "PYTHONIOENCODING": "utf-8", **more},
            start_new_session=True,
        )
        self.its, self.text, self.seen = its, "", 0

    def read(self) -> bool:
        """Read what comes; whether there may be more."""
        if select.select([self.ours], [], [], 0.1)[0]:
            self.text += os.read(self.ours, 65536).decode("utf-8", "replace")
        return self.process.poll() is None

    def wait_for(self, words: str) -> str:
        """Read until these words have come since the last time; give the screen's text since then."""
        deadline = time.monotonic() + SECONDS
        while words not in (text := ESCAPES.sub("", self.text)[self.seen :]):
            assert self.read(), text[-3000:]
            assert time.monotonic() < deadline, text[-3000:]
        self.seen += text.index(words) + len(words)
        return text

    def press(self, key: str) -> None:
        """As somebody at the keyboard."""
        os.write(self.ours, key.encode())

    def end(self) -> int:
        """The exit code, when it has ended by itself."""
        deadline = time.monotonic() + SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            self.read()
        return self.process.wait(1)

    def close(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        self.process.wait()
        for one in (self.ours, self.its):
            if one >= 0:
                os.close(one)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A student's course of two exercises."""
    for name in ("01_process_target", "06_join"):
        shutil.copytree(ROOT / "exercises" / name, tmp_path / "course" / "exercises" / name)
    return tmp_path / "course"


@pytest.fixture
def terminal(course: Path) -> Iterator[Terminal]:
    """Watching exercise 06 from the top of the course."""
    opened = Terminal(course, "join")
    try:
        yield opened
    finally:
        opened.close()


def assert_gone(family: list[int]) -> None:
    """Whoever was there has ended, or does so now."""
    deadline = time.monotonic() + SECONDS
    while any(Path(f"/proc/{process}").exists() for process in family) and time.monotonic() < deadline:
        os.sched_yield()
    assert [process for process in family if Path(f"/proc/{process}").exists()] == []


def test_a_save_is_checked_and_keys_do_what_they_say(terminal: Terminal, course: Path) -> None:
    """What is mended, what is new and what to look at; the picture, other exercises, and a quiet end."""
    terminal.wait_for("0 of 12 points. Checked again whenever join.py is saved.")
    terminal.wait_for("still the stub")
    file = course / "exercises/06_join/join.py"
    file.write_text(RIGHT.replace("process.join()", "pass"))
    terminal.wait_for("3 of 12 points. Checked again whenever")
    terminal.wait_for("✓ mended: The task is called")
    terminal.wait_for("Nobody waits for the child.")
    terminal.press("t")
    terminal.wait_for("caller, pid")
    other = file.with_name("other.py")
    other.write_text(RIGHT)
    other.rename(file)  # as some editors save
    terminal.wait_for("12 of 12 points. Done: n goes on.")
    terminal.wait_for("✓ mended: `run_and_wait` waits")
    file.write_text(RIGHT.replace("process.join()", "pass"))
    terminal.wait_for("✗ new: `run_and_wait` waits")
    file.write_text(RIGHT.replace("(task, name):", "(task, name)"))
    terminal.wait_for("SyntaxError: expected ':'")
    terminal.press("p")
    terminal.wait_for("01 Start a function in a child process  process_target.py")
    terminal.press("n")
    terminal.wait_for("06 Wait for a child process  join.py")
    terminal.press("p")
    terminal.wait_for("01 Start a function in a child process  process_target.py")
    terminal.wait_for("1 of 2 exercises are done.")
    terminal.press("q")
    assert terminal.end() == 0
    assert termios.tcgetattr(terminal.its)[3] == terminal.modes[3]  # echo and lines as before
    kept = json.loads((course / PROGRESS_FILE).read_text())
    assert kept["06_join"] == {"points": 12, "of": 12}


def test_a_key_shows_its_hint_on_a_small_terminal(course: Path) -> None:
    """The explanation is longer than the screen is high, which is said; each hint is seen, and that it is the last."""
    (course / "exercises/06_join/join.py").write_text(RIGHT.replace("process.join()", "pass"))
    opened = Terminal(course, "join", rows=24, columns=80)
    try:
        opened.wait_for("Nobody waits for the child.")
        opened.wait_for("… more: `autograder check 06`")
        for number in range(1, 5):
            opened.press("h")
            opened.wait_for(f"hint {number}:")
        opened.wait_for("There are no more hints.")
        opened.wait_for("… more: `autograder check 06`")
        opened.press("q")
        assert opened.end() == 0
    finally:
        opened.close()


@pytest.mark.parametrize(("how", "codes"), [("q", {0}), ("\x03", {130}), ("closed", {0, 130})])
def test_it_ends_with_all_that_it_began(terminal: Terminal, course: Path, how: str, codes: set[int]) -> None:
    """By its key, by Ctrl-C, and when the terminal is closed, in the middle of a check that would go on for long."""
    (course / "exercises/06_join/join.py").write_text("def run_and_wait(task, name):\n    while True:\n        pass\n")
    terminal.wait_for("checking: ")
    deadline = time.monotonic() + SECONDS
    while len(family := kernel.descendants_of(terminal.process.pid)) < 2 and time.monotonic() < deadline:
        assert terminal.read()
    assert len(family) >= 2
    if how == "closed":
        os.close(terminal.its)
        os.close(terminal.ours)
        terminal.its = terminal.ours = -1
        assert terminal.process.wait(SECONDS) in codes  # the end of its input or the signal, whichever comes first
    else:
        terminal.press(how)
        assert terminal.end() in codes
    assert_gone(family)


def test_alone_it_begins_with_the_first_exercise_that_is_not_done(course: Path) -> None:
    """As was kept in an earlier session."""
    (course / PROGRESS_FILE).write_text('{"01_process_target": {"points": 12, "of": 12}}')
    opened = Terminal(course)
    try:
        opened.wait_for("06 Wait for a child process  join.py")
        opened.wait_for("1 of 2 exercises are done.")
        opened.press("q")
        assert opened.end() == 0
    finally:
        opened.close()


def test_a_terminal_that_has_no_marks_gets_words(course: Path) -> None:
    """One of 60 columns that writes ASCII and wants no colours, as the check does there."""
    opened = Terminal(course, "join", columns=60, PYTHONIOENCODING="ascii", NO_COLOR="1")
    try:
        opened.wait_for("0 of 12 points.")
        opened.wait_for("x The task is called")
        opened.press("q")
        assert opened.end() == 0
        assert opened.text.isascii()
    finally:
        opened.close()


def test_without_a_terminal_it_says_what_to_use(course: Path) -> None:
    """In one sentence, with exit code 2."""
    done = subprocess.run([str(COMMAND), "watch"], cwd=course, capture_output=True, text=True, timeout=SECONDS)
    assert "needs a terminal" in done.stderr
    assert "autograder check" in done.stderr
    assert done.returncode == 2
