"""The survivor audit: after an attack nothing of it is anywhere on the machine."""

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from autograder import kernel
from autograder.sandbox.control_groups import PREFIX
from autograder.sandbox.sandbox import Sandbox

IPC_TABLES = ("shm", "msg", "sem")
IPC_OWNER = {"shm": 7, "msg": 7, "sem": 4}  # the column of the owner in /proc/sysvipc (proc_sysvipc(5))


@dataclass(frozen=True)
class Traces:
    """All that a submission could leave behind outside of its sandbox."""

    processes: frozenset[str]
    shared_memory: frozenset[str]
    ipc: frozenset[str]
    mounts: frozenset[str]
    groups: frozenset[str]
    files: frozenset[str]

    @classmethod
    def take(cls, sandbox: Sandbox) -> "Traces":
        """Look for traces of one sandbox's submissions."""
        owner = os.geteuid() if sandbox.user is None else sandbox.user
        return cls(
            frozenset(processes(sandbox)),
            frozenset(owned(Path("/dev/shm"), owner)),
            frozenset(ipc_objects(owner)),
            frozenset(line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()),
            frozenset(groups()),
            frozenset([*owned(Path(tempfile.gettempdir()), owner), *map(str, sandbox.runs.glob("run-*"))])
            if sandbox.user is not None
            else frozenset(map(str, sandbox.runs.glob("run-*"))),
        )


def processes(sandbox: Sandbox) -> list[str]:
    """Our own descendants, and, where sandboxes have a user of their own, every process of that user."""
    found = kernel.descendants_of(os.getpid())
    if sandbox.user is not None:
        found += [int(entry.name) for entry in Path("/proc").iterdir() if is_of(entry, sandbox.user)]
    lines = [f"{pid} {' '.join(kernel.command_line(pid))}" for pid in found]
    return [line for line in lines if "resource_tracker" not in line]


def groups() -> list[str]:
    """The control groups that this process has made."""
    return [
        f"{where}/{name}"
        for where, folders, _ in os.walk("/sys/fs/cgroup")
        for name in folders
        if name.startswith(f"{PREFIX}{os.getpid()}-")
    ]


def is_of(entry: Path, user: int) -> bool:
    """Whether an entry of ``/proc`` is a process of a user's."""
    try:
        return entry.name.isdigit() and entry.stat().st_uid == user
    except OSError:
        return False


def owned(folder: Path, user: int) -> list[str]:
    """The entries of a folder that belong to a user."""
    found = []
    for entry in folder.iterdir() if folder.is_dir() else ():
        with contextlib.suppress(FileNotFoundError):  # somebody else's, just gone
            found += [str(entry)] if entry.lstat().st_uid == user else []
    return found


def ipc_objects(user: int) -> list[str]:
    """The System V objects of a user."""
    found = []
    for table in IPC_TABLES:
        rows = [line.split() for line in Path(f"/proc/sysvipc/{table}").read_text().splitlines()[1:]]
        found += [f"{table} {row[1]}" for row in rows if int(row[IPC_OWNER[table]]) == user]
    return found
