"""Read the tracebacks that processes print as they die, and those that a worker's exception brings along.

All of it is a claim. Lines of several processes that die at the same time are mixed, but never the parts of a line,
and an entry (a frame, with its source line and its carets) is written in one piece.
"""

import re
from dataclasses import dataclass, field

from autograder.engine.protocol import ErrorClaim, Place
from autograder.recording.inside_words import is_of_the_kit, rename
from autograder.sandbox.namespaces import STUDENT_FOLDER

HEADER = "Traceback (most recent call last):"
FRAME = re.compile(r'^  File "(?P<path>[^"]+)", line (?P<line>[0-9]{1,9}), in (?P<function>.+)$')
CARETS = re.compile(r"^    (?P<before> *)(?P<marks>[~^]+)$")
LAST = re.compile(r"^(?P<type>[A-Za-z_]\w*(?:\.\w+)*)(?:: ?(?P<message>.*))?$")
THREAD = re.compile(r"^Exception in thread (?P<name>.+):$")
HANDLED = "During handling of the above exception, another exception occurred:"
CAUSED = "The above exception was the direct cause of the following exception:"
REMOTE = ("multiprocessing.pool.RemoteTraceback:", "concurrent.futures.process._RemoteTraceback:")


@dataclass
class Frame:
    """One entry of a traceback; columns count from the first character of the line that is no space."""

    path: str
    line: int
    function: str
    code: str = ""
    columns: tuple[int, int] | None = None


@dataclass
class Traceback:
    """One exception that was printed, with its frames from the outermost inward."""

    thread: str = ""  # the name of the thread that it ended, where Python says it
    frames: list[Frame] = field(default_factory=list)
    type: str = ""
    message: str = ""
    remote: bool = False  # it came along with an exception from another process
    mixed: bool = False  # others were being printed at the same time, and its frames may be another's

    @property
    def student_frames(self) -> list[Frame]:
        """The frames that are lines of the student's own."""
        return [frame for frame in self.frames if frame.path.startswith(f"{STUDENT_FOLDER}/")]

    @property
    def of_the_kit(self) -> bool:
        """Whether the exception was raised by what the grader handed in, on purpose."""
        return bool(self.frames) and is_of_the_kit(self.frames[-1].path)

    def claim(self) -> ErrorClaim:
        """The same as an error that the harness tells of."""
        trace: list[Place] = [
            (one.path.removeprefix(f"{STUDENT_FOLDER}/"), one.line, one.function) for one in self.student_frames
        ]
        columns = self.student_frames[-1].columns if trace else None
        return ErrorClaim(self.type.rpartition(".")[2], [], self.message.strip(), trace, columns)


def read_tracebacks(text: str) -> list[Traceback]:
    """The exceptions in a text, in the order in which they were printed to their ends; causes are left out.

    An exception that came from another process is told by its frames there, not by those where it arrived.
    """
    found: list[Traceback] = []
    opened: list[Traceback] = []
    thread, link, remote = "", "", False
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line == HEADER:
            opened.append(Traceback("" if remote else thread, remote=remote, mixed=bool(opened)))
            opened[0].mixed |= len(opened) > 1
            thread, remote = thread if remote else "", False
        elif line.startswith(REMOTE):
            remote = True
        elif (match := THREAD.match(line)) is not None:
            thread = match["name"]
        elif opened and (match := FRAME.match(line)) is not None:
            below = lines[number + 1 : number + 3]
            code = below[0].strip() if below and below[0].startswith("    ") else ""
            frame = Frame(match["path"], int(match["line"]), match["function"], code, carets(below))
            owner = next((one for one in opened if one.frames[-1:] != [frame]), opened[0])
            owner.frames.append(frame)
        elif line in (HANDLED, CAUSED):
            link = line
        elif opened and not line.startswith(" ") and (match := LAST.match(line)) is not None:
            closed = max(opened, key=lambda one: len(one.frames))
            opened.remove(closed)
            closed.type, closed.message = match["type"], match["message"] or continued(lines[number + 1 :])
            keep(found, closed, link)
            link = ""
    return found


def carets(following: list[str]) -> tuple[int, int] | None:
    """The columns that are marked below a source line."""
    match = CARETS.match(following[1]) if len(following) > 1 else None
    return (len(match["before"]), len(match["before"]) + len(match["marks"])) if match else None


def continued(following: list[str]) -> str:
    """The message of an error that begins in the line below it, as that of a missing guard does."""
    words = []
    for line in following:
        if line and not line.startswith(" "):
            break
        words.append(line.strip())
    return " ".join(filter(None, words))


def keep(found: list[Traceback], closed: Traceback, link: str) -> None:
    """Add an exception; one that follows from the one before it takes its place, unless that came from elsewhere.

    What came from elsewhere, and a line of the student's raised once more in a thread here, is told by that line.
    """
    if link and found:
        before = found.pop()
        if link == CAUSED and before.remote and not (closed.thread and closed.student_frames):
            closed = before
    found.append(closed)


def origin(error: ErrorClaim) -> ErrorClaim:
    """The same error where it began: in the process that it came from, if it has brought its traceback along."""
    found = read_tracebacks(error.remote) if error.remote else []
    told = found[-1].claim() if found else None
    if told is None or not told.trace:
        return error
    return ErrorClaim(error.type, error.bases, error.message, told.trace, told.columns, error.remote)


def without_kit(text: str) -> str:
    """What was printed or raised, without the frames and the names of what the grader has handed in."""
    kept, skipping = [], False
    for line in text.split("\n"):
        if line.startswith("  File "):
            frame = FRAME.match(line)
            skipping = frame is not None and is_of_the_kit(frame["path"])
        else:
            skipping = skipping and line.startswith("    ")
        if not skipping:
            kept.append(line)
    return rename("\n".join(kept))
