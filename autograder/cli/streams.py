"""Output of any encoding: what it cannot write is written in other signs, and ends nothing."""

import codecs
import io
import sys

# What stands for the signs of the kit's own texts. All else is shown as the escape that Python would write for it.
OTHER_SIGNS = {
    **{"✓": "ok", "✗": "x", "●": "*", "·": ".", "→": "->", "↑": "^", "▼": "v", "█": "#", "…": "...", "×": "x"},
    **{"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "\xa0": " "},
}
HANDLER = "autograder.signs"


def in_other_signs(error: UnicodeError) -> tuple[str, int]:
    """What is written in the place of characters that an encoding has not (an error handler of :mod:`codecs`)."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(OTHER_SIGNS.get(one) or ascii(one)[1:-1] for one in missing), error.end


def make_writable() -> None:
    """Let standard output and errors write whatever comes, in signs that they have."""
    codecs.register_error(HANDLER, in_other_signs)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=HANDLER)
