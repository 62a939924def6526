"""Where a process stands when it is stuck: the line of the student's code, and what it waits for."""

import re

from autograder import kernel
from autograder.engine.evidence import Position, Process
from autograder.engine.protocol import Place
from autograder.sandbox.namespaces import STUDENT_FOLDER

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
