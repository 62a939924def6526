"""Levels D and E: no namespaces, for machines that refuse them.

The supervisor adopts every orphan of the student's and kills what is left when the judge says so, or
when the judge is gone. At D the caller is put behind Landlock and seccomp; at E behind nothing but
its resource limits. Started by root, the caller becomes an ordinary user of a number that nobody
else has. ``/dev/shm`` is everybody's here, because ``sem_open(3)`` knows no other place: what a run
leaves in it is found by its owner and removed.
"""

import contextlib
import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.files import remove_tree
from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.namespaces import LIBRARY_PATHS

SHARED_MEMORY = Path("/dev/shm")
READABLE_DEVICES = ("/dev/zero", "/dev/random", "/dev/urandom")
# What interpreters read beside their own files: locale, time zone, host names, users, certificates' place.
SETTINGS = ("/etc/ld.so.cache", "/etc/localtime", "/etc/passwd", "/etc/nsswitch.conf", "/usr/share/zoneinfo")


@dataclass(frozen=True)
class Bare:
    """How to start a supervisor without namespaces. ``landlock`` tells D from E."""

    interpreter: Interpreter
    user: int | None
    landlock: bool
    kit: Path
    without: frozenset[str] = frozenset()

    isolated = False

    def starting(self, run: Path) -> dict[str, Any]:
        """Arguments of :class:`subprocess.Popen` beside the command; makes the folders of the run."""
        self.furnish(run)
        return {"env": {"TMPDIR": str(run / "tmp")}, "cwd": run / "home" / "student"}

    def furnish(self, run: Path) -> None:
        """Give a run the folders that it would see in a mount namespace."""
        for name in ("home", "tmp"):
            (run / name).mkdir(exist_ok=True)
            (run / name).chmod(0o755 if name == "home" else 0o1777)
        for link, target in ((run / "kit", self.kit), (run / "home" / "student", run / "student")):
            if not link.is_symlink():
                link.symlink_to(target)

    def command(self, run: Path, *arguments: str) -> list[str]:
        """The command line of the interpreter with these arguments."""
        own = [str(run) + one if one.startswith("/kit/") else one for one in arguments]
        return self.interpreter.command(*own)

    def supervision(self) -> dict[str, Any]:
        """What the supervisor does with itself first."""
        reachable = "undumpable" in self.without
        return {"user": None, "reachable": reachable, "adopts": True, "caller_user": self.user}

    def file_rules(self, run: Path) -> dict[str, list[str]] | None:
        """The files that Landlock is to leave to a submission."""
        if not self.landlock or "landlock" in self.without:
            return None
        prefix = self.interpreter.prefix
        own = [self.interpreter.executable, f"{prefix}/lib", str(self.kit), str(run / "student"), str(run / "judge")]
        read = [*own, *LIBRARY_PATHS, *SETTINGS, *READABLE_DEVICES]
        return {"read": read, "write": [str(run / "tmp"), str(SHARED_MEMORY), "/dev/null"]}


def make_bare(
    landlock: bool, user: int | None, kit: Path, run: Path, without: frozenset[str], note: Callable[[str], None]
) -> Bare | None:
    """The first interpreter that can be confined here; reasons against go to ``note``."""
    for interpreter in Interpreter.candidates():
        made = Bare(interpreter, user, landlock, kit, without)
        own: dict[str, Any] = {} if user is None else {"user": user, "group": user, "extra_groups": []}
        script = (
            "import sys; sys.path.insert(0, '.'); sys.path.insert(0, sys.argv[1]); import multiprocessing.context\n"
            "from inside import confinement; sys.exit(0 if confinement.landlock_version() or sys.argv[2] == 'E' else 9)"
        )
        command = made.interpreter.command("-c", script, str(kit), "D" if landlock else "E")
        try:
            tried = subprocess.run(
                command, capture_output=True, text=True, stdin=subprocess.DEVNULL, **own, **made.starting(run)
            )
        except OSError as error:
            note(f"{interpreter.executable} cannot be run by an ordinary user: {error.strerror}")
            continue
        if tried.returncode == 0:
            return made
        why = "this kernel has no Landlock" if tried.returncode == 9 else tried.stderr.strip()[-200:]
        note(f"{interpreter.executable}: {why or tried.returncode}")
    return None


class SharedMemory:
    """What one run without namespaces leaves in the ``/dev/shm`` that it shares with everybody."""

    def __init__(self, user: int | None) -> None:
        """From now on, files of this user are looked for; of one's own user, only those made later."""
        self.user = os.geteuid() if user is None else user
        self.before = set() if user is not None else set(self.owned())
        self.since = time.time()

    def owned(self) -> list[str]:
        """The names of this user's files and folders."""
        found = []
        with contextlib.suppress(OSError), os.scandir(SHARED_MEMORY) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    found += [entry.name] if entry.stat(follow_symlinks=False).st_uid == self.user else []
        return found

    def names(self) -> list[str]:
        """What this run, as far as can be told, has made and not removed."""
        return sorted(name for name in self.owned() if name not in self.before)

    def clear(self) -> None:
        """Remove it. What a living process of the same user has open, itself or in it, is that one's, and stays."""
        names = self.names()
        used = files_in_use() if names and self.user == os.geteuid() else set()
        for name in names:
            path = SHARED_MEMORY / name
            if any(one == str(path) or one.startswith(f"{path}/") for one in used):
                continue
            try:
                path.unlink()
            except OSError:
                remove_tree(path)  # a folder


def files_in_use() -> set[str]:
    """The files in ``/dev/shm`` that any process we may look at has mapped or open."""
    used: set[str] = set()
    for process in filter(str.isdigit, os.listdir("/proc")):
        maps = read_all(f"/proc/{process}/maps")
        used |= {line.split(maxsplit=5)[5] for line in maps.splitlines() if f" {SHARED_MEMORY}/" in line}
        with contextlib.suppress(OSError):
            for number in os.listdir(f"/proc/{process}/fd"):
                with contextlib.suppress(OSError):
                    used.add(os.readlink(f"/proc/{process}/fd/{number}"))
    return used


def read_all(path: str) -> str:
    """A file of ``/proc`` of any length; empty when it may not be read."""
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
