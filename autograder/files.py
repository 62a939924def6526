"""Files that appear whole or not at all, what is said when they cannot, and folders that go whole."""

import contextlib
import errno
import itertools
import os
import sys
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


def remove_tree(folder: Path) -> None:
    """Remove a folder with all that is in it, however deep and whatever its modes; what cannot be removed stays.

    On Linux nothing recurses, and no path is longer than one name: what is found in a folder of the folder is lifted
    beside that one first. Links are removed, and not followed. Nothing is raised.
    """
    if sys.platform != "linux":
        import shutil

        with contextlib.suppress(OSError, RecursionError):
            shutil.rmtree(folder, ignore_errors=True)
        return
    with contextlib.suppress(OSError), opened(folder) as top:
        fresh = (f"{os.urandom(8).hex()}-{number}" for number in itertools.count())
        waiting = os.listdir(top)
        while waiting:
            waiting += take_apart(waiting.pop(), top, fresh)
    with contextlib.suppress(OSError):
        folder.rmdir()


def take_apart(name: str, top: int, fresh: Iterator[str]) -> list[str]:
    """Remove an entry of the folder ``top``; the names there of the folders that were in it."""
    if is_unlinked(name, top):
        return []
    lifted = []
    with contextlib.suppress(OSError):
        with opened(name, top) as inner:
            for one in os.listdir(inner):
                if is_unlinked(one, inner):
                    continue
                with contextlib.suppress(OSError), opened(one, inner):  # a folder that moves has to be writable itself
                    lifted.append(next(fresh))
                    os.rename(one, lifted[-1], src_dir_fd=inner, dst_dir_fd=top)
        os.rmdir(name, dir_fd=top)
    return lifted


def is_unlinked(name: str, within: int) -> bool:
    """Whether an entry could be removed as a file can; a folder cannot."""
    try:
        os.unlink(name, dir_fd=within)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def opened(folder: Path | str, within: int | None = None) -> Iterator[int]:
    """A folder, and no link to one, that its owner may read and change from now on."""
    place = os.open(folder, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=within)
    try:
        with contextlib.suppress(OSError):
            os.chmod(f"/proc/self/fd/{place}", 0o700)
        descriptor = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=place)
    finally:
        os.close(place)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
