"""Where a process stands when it is stuck: the line of the student's code, and what it waits for."""

import re
import select
import time
from typing import Any

from autograder import kernel
from autograder.engine.evidence import Position, Process
from autograder.engine.protocol import Place
from autograder.sandbox.namespaces import STUDENT_FOLDER

DUMP_BYTES = 100_000
POSITIONS_SECONDS = 5.0  # for all processes of a run together
POSITION_SECONDS = 0.5  # how long a process may take to say where it stands; no verdict rests on it
PAUSE_SECONDS = 0.02  # after so long without a word, a process that computes has said where it stands
FRAME = re.compile(
    rf'^  File "[^"]*{STUDENT_FOLDER}/(?P<file>[^"]*)", line (?P<line>[0-9]{{1,9}}) in (?P<function>.*)$', re.MULTILINE
)
# Below this frame a forked process still has the frames of its parent, which it will never go back to.
BIRTH_FRAME = re.compile(r'^  File "[^"]*multiprocessing/process\.py", line \d+ in _bootstrap$', re.MULTILINE)


def parse_position(text: str, process: Process, thread: kernel.Thread | None) -> Position:
    """Read ``faulthandler``'s dump of all threads; the main thread, which is dumped last, comes first here."""
    stacks = text.split("(most recent call first):")[1:]
    own = [BIRTH_FRAME.split(stack)[0] for stack in reversed(stacks)]
    found = [match for stack in own for match in FRAME.finditer(stack)]
    place: Place | None = (found[0]["file"], int(found[0]["line"]), found[0]["function"]) if found else None
    wait = thread.wait if thread else None
    joins = wait is not None and wait.call == "wait4" and wait.arguments[0] != kernel.ANY_CHILD
    return Position(process, place, wait.call if wait else "", wait.arguments[0] if wait and joins else None)


def read_text(lifeline: Any, process: int) -> str:
    """What a process writes to its lifeline now: until it waits again or pauses, or so long at most."""
    poll = select.poll()
    poll.register(lifeline, select.POLLIN)
    text, wait, until = b"", POSITION_SECONDS, time.monotonic() + 2 * POSITION_SECONDS
    while len(text) < DUMP_BYTES and time.monotonic() < until and poll.poll(wait * 1000):
        try:
            data = lifeline.recv(65536)
        except OSError:
            break
        if not data:
            break
        text, wait = text + data, 0.0 if poll.poll(0) or is_waiting(process) else PAUSE_SECONDS
    return text.decode("ascii", "replace")


def is_waiting(process: int) -> bool:
    """Whether every thread of a process is asleep, so that nothing more is being written by it."""
    threads = (kernel.read_thread(process, number) for number in kernel.threads_of(process))
    return all(thread is not None and thread.wait is not None for thread in threads)
