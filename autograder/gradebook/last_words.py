"""What an nbgrader command says at its end when it was stopped, or when something of ours could not be done."""

import sys
from types import TracebackType
from typing import Any

from traitlets.config import Application

from autograder.errors import AutograderError

STOPPED = "Stopped. What was done is kept; the same command goes on from there."


def tell_in_one_sentence(parent: Any) -> None:
    """Let the command around ``parent`` end with a sentence and no traceback; a server's own ways stay as they are."""
    if isinstance(parent, Application):
        sys.excepthook = say


def say(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The sentence; all else is told as ever."""
    if issubclass(kind, KeyboardInterrupt):
        print(STOPPED, file=sys.stderr)
    elif issubclass(kind, AutograderError):
        print(error, file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)
