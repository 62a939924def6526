"""A check that is wrong itself: told with its file and line, as the kit's own error and nobody's failure."""

import re
import traceback
from pathlib import Path

from autograder.errors import AutograderError, UsageError
from autograder.messages import Message

BARE = "A check fails a program by `fail` or a method of what it observed; a bare assert is no sentence for a student."

# The folders of an absolute path, here or on Windows; a name with a space in it ends one.
FOLDERS = re.compile(r"""(?<![\w./:\\<])(?:[A-Za-z]:[\\/]|/)(?:[^\s/\\'"(),;:]+[\\/])+""")


def without_folders(text: str, folder: Path) -> str:
    """A text in which files have their names alone: where they lie is the grading machine's, and no student's."""
    for known in (folder, *folder.parents[:-1]):
        text = re.sub(rf"(?<![\w.]){re.escape(str(known))}[\\/]", "", text)
    return FOLDERS.sub("", text)


def say_check_error(error: BaseException, folder: Path) -> Message:
    """What an exception says that a check of the exercise in this folder has raised, or its import."""
    told = Message("{error}", error=without_folders(f"{type(error).__name__}: {error}", folder))
    if isinstance(error, AutograderError):
        first = error.args[0] if error.args else ""
        told = first if isinstance(first, Message) else Message("{error}", error=str(error))
        if not isinstance(error, UsageError):
            return told  # the kit is at fault, or the machine, and no line of a check
    place = say_place_in_checks(error, folder)
    if isinstance(error, AssertionError):
        told = Message("{error}. {advice}", error=told.strip(": "), advice=Message(BARE))
    return Message("{place}: {error}", place=place, error=told) if place else told


def say_place_in_checks(error: BaseException, folder: Path) -> Message:
    """The innermost line of an exercise's own files that an exception passed through; else the innermost of all."""
    words = "{file}, line {line}"
    if isinstance(error, SyntaxError) and error.filename:
        return Message(words, file=Path(error.filename).name, line=error.lineno)
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).parent == folder]
    frame = next(reversed(ours or frames), None)
    if frame is None:
        return Message("")
    words = "{file}, line {line}, in {function}"
    return Message(words, file=Path(frame.filename).name, line=frame.lineno, function=frame.name)
