"""One at a time: whoever works in a folder holds it, and whoever comes second is told who does, and since when.

The lock is the kernel's (flock(2)), so it ends with its holder, however that one ends. The file stays, and says
in words who holds it; an empty one is held by nobody.
"""

import contextlib
import fcntl
import getpass
import os
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from autograder.errors import UsageError
from autograder.files import told_if_unwritable

HOLDER_BYTES = 500


@contextlib.contextmanager
def hold(folder: Path, file: str, way_out: str) -> Iterator[None]:
    """Hold a folder; raises :class:`UsageError`, which ends with ``way_out``, when somebody else does."""
    with told_if_unwritable(folder):
        lock = os.open(folder / file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(lock, HOLDER_BYTES, 0).decode("utf-8", "replace").strip() or "it has just begun"
            raise UsageError(f"Another autograder is at work in {folder}: {holder}. {way_out}") from None
        with contextlib.suppress(OSError):  # on a full disk it is held all the same
            os.ftruncate(lock, 0)
            os.pwrite(lock, describe_holder().encode("utf-8", "replace"), 0)
        try:
            yield
        finally:
            os.ftruncate(lock, 0)
    finally:
        os.close(lock)


def describe_holder() -> str:
    """Who this process is, for whoever comes second."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a number without a name
        user = f"user {os.geteuid()}"
    return f"process {os.getpid()} of {user} on {socket.gethostname()}, since {datetime.now():%Y-%m-%d %H:%M:%S}"
