"""Level A's caps: one control group a run, which bounds all its processes and all its memory together.

Both kinds of hierarchy are known (cgroups(7)): version 2, where one folder holds every controller
and an ordinary user may have been given a subtree, and version 1, where each controller has a folder
of its own and root alone may make one. The judge makes the group before it starts the sandbox, whose first
process enters it; it looks whether the supervisor is in before the caller is forked, and removes the group
when the sandbox is empty.
"""

import contextlib
import itertools
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder import kernel

PREFIX = "autograder-"
REMOVE_SECONDS = 1.0  # how long the kernel may take to forget the processes of an emptied group
numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """A folder in which groups can be made, and the files in which their caps are written."""

    folder: Path
    caps: dict[str, str]  # the file of each cap, by the cap's name: memory, swap, processes


@dataclass
class Group:
    """The folders of one run's group, one in each hierarchy."""

    folders: list[Path] = field(default_factory=list)

    @contextlib.contextmanager
    def entrance(self) -> Iterator[Callable[[], None]]:
        """What a new process calls to enter by itself, before it runs its program.

        A single thread that moves itself costs the kernel next to nothing in version 1; to move another process
        takes a lock that it must wait some 10 ms for. The files are opened here, by whoever may write to them.
        """
        doors: list[int] = []

        def enter() -> None:
            for door in doors:
                with contextlib.suppress(OSError):  # then the judge moves it
                    os.write(door, b"0")

        try:
            for folder in self.folders:
                own = folder / "tasks" if (folder / "tasks").exists() else folder / "cgroup.procs"
                doors.append(os.open(own, os.O_WRONLY | os.O_CLOEXEC))
            yield enter
        finally:
            for door in doors:
                os.close(door)

    def admit(self, process: int) -> None:
        """Put a process in, unless it is; whatever it begets from then on is in as well."""
        for folder in self.folders:
            members = folder / "cgroup.procs"
            if str(process) not in members.read_text().split():
                members.write_text(str(process))

    def ran_out_of_memory(self) -> bool:
        """Whether the kernel had to kill somebody in it for want of memory (``oom_kill``, both versions' counter)."""
        for folder in self.folders:
            for file in ("memory.events", "memory.oom_control"):
                with contextlib.suppress(OSError):
                    counted = dict(line.split() for line in (folder / file).read_text().splitlines())
                    if counted.get("oom_kill", "0") != "0":
                        return True
        return False

    def remove(self) -> None:
        """Kill whoever is left, if the kernel can, and remove the group."""
        deadline = time.monotonic() + REMOVE_SECONDS
        for folder in self.folders:
            with contextlib.suppress(OSError):
                (folder / "cgroup.kill").write_text("1")
            while folder.is_dir() and time.monotonic() < deadline:
                try:
                    folder.rmdir()
                except OSError:
                    time.sleep(0.001)  # the kernel is done with the last zombie soon, and version 1 has no event for it
        self.folders.clear()


@dataclass(frozen=True)
class ControlGroups:
    """Where groups can be made on this machine."""

    hierarchies: tuple[Hierarchy, ...]
    without: frozenset[str] = frozenset()

    def make(self, memory: int, processes: int) -> Group:
        """A new group: bytes of memory, and number of processes and threads."""
        group = Group()
        values = {"memory": memory, "swap": memory, "processes": processes}
        name = f"{owner_name(os.getpid())}-{next(numbers)}"
        try:
            for hierarchy in self.hierarchies:
                folder = hierarchy.folder / name
                folder.mkdir()
                group.folders.append(folder)
                for cap, file in hierarchy.caps.items():
                    path = folder / file
                    if f"cgroup {cap}" not in self.without and (cap != "swap" or path.exists()):
                        path.write_text("0" if file == "memory.swap.max" else str(values[cap]))
        except OSError:
            group.remove()
            raise
        return group

    def tidy(self) -> None:
        """Remove groups whose grader is gone without having removed them."""
        for hierarchy in self.hierarchies:
            for folder in hierarchy.folder.glob(f"{PREFIX}*"):
                if owner_is_gone(folder.name):
                    Group([folder]).remove()


def owner_name(process: int) -> str:
    """A name that says which process something belongs to, for good: its pid, start, and pid namespace."""
    return f"{PREFIX}{process}-{kernel.start_time(process)}-{kernel.namespace_of(process)}"


def owner_is_gone(name: str) -> bool:
    """Whether the process named by :func:`owner_name` has ended; one of another pid namespace may live."""
    process, started, namespace = [*name.removeprefix(PREFIX).split("-"), "", "", ""][:3]
    if namespace != str(kernel.namespace_of(os.getpid())) or not process.isdigit():
        return False
    return str(kernel.start_time(int(process))) != started


def find(without: frozenset[str] = frozenset()) -> ControlGroups | None:
    """Where this user can cap memory and processes, found by trying; ``None`` when there is no such place."""
    paths = {}
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        paths.update(dict.fromkeys(controllers.split(","), path.lstrip("/")))
    mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
    for _, place, kind, *_ in mounts:
        if kind == "cgroup2":
            caps = {"memory": "memory.max", "swap": "memory.swap.max", "processes": "pids.max"}
            folder = first_that_can(Path(place), paths.get("", ""), ("memory.max", "pids.max"))
            if folder is not None:
                return usable(ControlGroups((Hierarchy(folder, caps),), without))
    found = []
    for controller, caps in (
        ("memory", {"memory": "memory.limit_in_bytes", "swap": "memory.memsw.limit_in_bytes"}),
        ("pids", {"processes": "pids.max"}),
    ):
        for _, place, kind, options, *_ in mounts:
            if kind == "cgroup" and controller in options.split(","):
                folder = first_that_can(Path(place), paths.get(controller, ""), tuple(caps.values())[:1])
                found += [Hierarchy(folder, caps)] if folder is not None else []
                break
    return usable(ControlGroups(tuple(found), without)) if len(found) == 2 else None


def first_that_can(place: Path, own: str, files: tuple[str, ...]) -> Path | None:
    """Our own group or the nearest one above it in which a group with these caps can be made."""
    start = place / own if (place / own).is_dir() else place
    for folder in (start, *[one for one in start.parents if place in (one, *one.parents)]):
        trial = folder / f"{owner_name(os.getpid())}-trial-{next(numbers)}"
        with contextlib.suppress(OSError):
            trial.mkdir()
            try:
                if all(os.access(trial / file, os.W_OK) for file in files):
                    return folder
            finally:
                trial.rmdir()
    return None


def usable(groups: ControlGroups) -> ControlGroups | None:
    """The same groups, if caps can be set and a process be moved in; else ``None``."""
    try:
        group = groups.make(1 << 30, 100)
    except OSError:
        return None
    try:
        with subprocess.Popen(["/bin/cat"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as trial:
            group.admit(trial.pid)
    except OSError:
        return None
    finally:
        group.remove()
    groups.tidy()
    return groups
