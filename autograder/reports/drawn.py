"""What is the same but for the names that were drawn, which are others under each start method."""

import re
from collections.abc import Iterable

import msgspec

from autograder.checks.results import PythonError
from autograder.engine.draw import NAMES

DRAWN = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(NAMES)})-\d+\b")


def without_drawn_names(words: str) -> str:
    """Words that two runs share when nothing but their drawn names differs.

    >>> without_drawn_names("TypeError: 'amber-412' is no number.") == without_drawn_names(
    ...     "TypeError: 'willow-77' is no number.")
    True
    """
    return DRAWN.sub("…", words)


def unite_errors(errors: Iterable[PythonError]) -> list[PythonError]:
    """Each exception once, with every start method under which it was raised, whatever names it was raised with."""
    found: dict[tuple[str | int, ...], PythonError] = {}
    for error in errors:
        key = without_drawn_names(error.error), error.file, error.line, without_drawn_names(error.ended)
        known = found.get(key)
        methods = [*known.start_methods, *error.start_methods] if known is not None else error.start_methods
        found[key] = msgspec.structs.replace(known or error, start_methods=list(dict.fromkeys(methods)))
    return list(found.values())
