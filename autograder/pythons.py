"""Which Pythons the kit runs on. An old one can read this file, too: ``python3 autograder/pythons.py`` says it."""

from __future__ import annotations

import sys

OLDEST, NEWEST = (3, 11), (3, 15)  # the newest that it was run on: docs/pythons.md


def refusal(version: tuple[int, int]) -> str:
    """Why a Python is too old, in one sentence; empty when it is not."""
    if version >= OLDEST:
        return ""
    return (
        f"Python {dotted(OLDEST)} or newer is needed, and this is Python {dotted(version)}: install a newer one, or "
        f"name it, as in `make demo PYTHON=python{dotted(NEWEST)}`."
    )


def caution(version: tuple[int, int]) -> str:
    """What may differ on a Python that is newer than any that was tried, in one sentence; else empty."""
    if version <= NEWEST:
        return ""
    return (
        f"Python {dotted(version)} has not been tried yet, {dotted(OLDEST)} to {dotted(NEWEST)} have: verdicts should "
        "hold, but an error that it words in a new way may cost a mistake its name; `autograder verify` shows what "
        "differs."
    )


def dotted(version: tuple[int, int]) -> str:
    """A version as people write it."""
    return ".".join(map(str, version))


if __name__ == "__main__":
    sys.stderr.write(caution(sys.version_info[:2]))
    sys.exit(refusal(sys.version_info[:2]) or 0)
