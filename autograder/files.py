"""Files that appear whole or not at all, and what is said when they cannot."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from autograder.errors import UsageError

FULL = (errno.ENOSPC, errno.EDQUOT)


def replace(path: Path, data: bytes) -> None:
    """Put a file in place in one step, so that nobody ever reads half of it; where that fails, nothing is left."""
    with replacing(path) as stream:
        stream.write(data)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """The same for a file that is written piece by piece: it is in place once all of it is written."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as stream:
            yield stream
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def told_if_unwritable(folder: Path) -> Iterator[None]:
    """Whatever the system says against writing there becomes one sentence."""
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written to: {error.strerror}. What was graded before is kept. Mend that, or choose "
            "another folder with --results, and run the same command again."
        ) from error
