"""What is asked of the operating system where it is not Linux: one small interface, for one's own code alone.

Theory of operation. A student on macOS or Windows checks their own program. Nobody has to be held
back there, but who called and who is whose child must still not be a matter of what is printed.
Each system names the process at the other end of a local connection; psutil says the rest. Neither
has Linux's ``/proc``, so that nobody can move is not proved there: it is concluded from several looks
(:mod:`autograder.platforms.watch`), and the evidence says so.

What is shown and what is not: the kit's own tests run all of this on Linux, with a platform of their
own whose connections are attested by ``SO_PEERCRED``, with and without signals. The two calls by which
macOS and Windows name the peer are tested with a recorder in the place of the system. Nothing here has been
run on macOS or Windows.
"""

import contextlib
import ctypes
import multiprocessing.connection
import os
import secrets
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from autograder.files import remove_tree

SOL_LOCAL, LOCAL_PEERPID = 0, 2  # sys/un.h of macOS
BACKLOG = 128
KILL_SECONDS = 2.0  # how long killed processes may take to be gone
TRACKER = "from multiprocessing.resource_tracker import main"


@dataclass(frozen=True)
class Look:
    """One look at one process: threads, seconds of processor time, context switches."""

    threads: int
    seconds: float
    switches: int
    runs: bool  # whether the system says that it is running or ready to; never so where the system does not tell


class Platform(ABC):
    """One operating system, as the engine needs it."""

    name: str
    attestation: str  # by what the system names who calls, in words
    signals = True  # whether a process can be asked with a signal where it stands
    tells_who_runs = False  # whether psutil's status tells a process that runs from one that sleeps

    @property
    def notes(self) -> list[str]:
        """What the evidence of a run on this system is worth, in words."""
        return [
            "This program ran as it is, without a sandbox, as your own.",
            f"Who called is what {self.name} says of the other end of the connection ({self.attestation}).",
            "That nobody could move was concluded from several looks, not proved; whether a caller slept instead of "
            "waiting was not seen.",
        ]

    def folder(self) -> str | None:
        """Where the folders of runs are made; ``None`` for the usual place."""
        return None

    @abstractmethod
    def address(self, run: Path) -> tuple[str, str]:
        """Where the judge listens in this run, and the address family of ``multiprocessing.connection``."""

    @abstractmethod
    def peer_of(self, connection: Any) -> int | None:
        """The pid at the other end as the system names it; ``None`` when it does not."""

    @abstractmethod
    def starting(self) -> dict[str, Any]:
        """Arguments of :class:`subprocess.Popen` that keep Ctrl-C from the program, which the judge ends."""

    def listen(self, run: Path) -> multiprocessing.connection.Listener:
        """Listen in this run; connections carry bytes that say their length first, or messages of a pipe."""
        address, family = self.address(run)
        return multiprocessing.connection.Listener(address, family, BACKLOG)

    def is_alive(self, process: psutil.Process) -> bool:
        """Whether this very process, and not one that reuses its pid, has not ended; a zombie has."""
        with contextlib.suppress(psutil.Error):
            return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
        return False

    def tree(self, roots: Iterable[psutil.Process]) -> list[psutil.Process]:
        """The living among these processes, and everybody below them."""
        found: dict[int, psutil.Process] = {}
        for root in roots:
            if root.pid in found or not self.is_alive(root):
                continue
            found[root.pid] = root
            with contextlib.suppress(psutil.Error):
                for child in root.children(recursive=True):
                    if self.is_alive(child):
                        found.setdefault(child.pid, child)
        return list(found.values())

    def look(self, process: psutil.Process) -> Look | None:
        """Look at a process; ``None`` when it is gone."""
        try:
            with process.oneshot():
                used, switches = process.cpu_times(), process.num_ctx_switches()
                runs = self.tells_who_runs and process.status() not in (psutil.STATUS_SLEEPING, psutil.STATUS_IDLE)
                together = switches.voluntary + switches.involuntary
                return Look(process.num_threads(), used.user + used.system, together, runs)
        except psutil.Error:
            return None

    def end_all(self, caller: psutil.Process, seen: Iterable[psutil.Process]) -> None:
        """Kill everybody, and look again until nobody is left; Python's resource trackers end last, by themselves."""
        everybody = self.tree([caller, *seen])
        while others := [one for one in everybody if not is_tracker(one)]:
            for process in others:
                with contextlib.suppress(psutil.Error):
                    process.kill()
            self.end_group(caller.pid)
            _, alive = psutil.wait_procs(others, KILL_SECONDS)
            if alive:
                break
            everybody = self.tree(everybody)
        for process in psutil.wait_procs(everybody, KILL_SECONDS)[1]:
            with contextlib.suppress(psutil.Error):
                process.kill()

    @abstractmethod
    def end_group(self, leader: int) -> None:
        """Kill whoever is in a group with this process, where there are groups."""


def is_tracker(process: psutil.Process) -> bool:
    """Whether this is Python's own resource tracker, which removes what the others have left when they are gone."""
    with contextlib.suppress(psutil.Error):
        return TRACKER in " ".join(process.cmdline())
    return False


class UnixPlatform(Platform):
    """A system with Unix sockets, signals and process groups."""

    def folder(self) -> str | None:
        """A short path: an address of a Unix socket has room for about a hundred bytes, a manager's own too."""
        return "/tmp" if os.access("/tmp", os.W_OK | os.X_OK) else None

    def address(self, run: Path) -> tuple[str, str]:
        """A socket in the folder of the run, which nobody else may enter."""
        return str(run / "judge" / "socket"), "AF_UNIX"

    def peer_of(self, connection: Any) -> int | None:
        """The pid by an option of the socket."""
        try:
            with socket.socket(fileno=os.dup(connection.fileno())) as peer:
                return self.ask(peer) or None
        except OSError:
            return None

    @abstractmethod
    def ask(self, peer: Any) -> int:
        """The pid at the other end of a socket; raises :class:`OSError` when the system does not say."""

    def starting(self) -> dict[str, Any]:
        """A session of its own."""
        return {"start_new_session": True}

    def end_group(self, leader: int) -> None:
        """Kill the group that the caller leads, in which orphans are too unless they have left it (kill(2))."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)


class MacOS(UnixPlatform):
    """macOS. Not run there: simulated in the kit's tests."""

    name, attestation = "macOS", "LOCAL_PEERPID"

    def ask(self, peer: Any) -> int:
        """``getsockopt`` with ``SOL_LOCAL`` and ``LOCAL_PEERPID``, an ``int`` (sys/un.h).

        It is asked when the first message has come: the one who sent it is then the one named.
        """
        return int(struct.unpack("i", peer.getsockopt(SOL_LOCAL, LOCAL_PEERPID, struct.calcsize("i")))[0])


class Windows(Platform):
    """Windows. Not run there: simulated in the kit's tests."""

    name, attestation = "Windows", "GetNamedPipeClientProcessId"
    signals = False

    def address(self, run: Path) -> tuple[str, str]:
        """A named pipe that nobody can foresee."""
        return rf"\\.\pipe\autograder-{os.getpid()}-{secrets.token_hex(8)}", "AF_PIPE"

    def peer_of(self, connection: Any) -> int | None:
        """``GetNamedPipeClientProcessId`` of namedpipeapi.h: it fills in a ``ULONG``, and returns 0 when it fails."""
        process = ctypes.c_ulong()
        done = kernel32().GetNamedPipeClientProcessId(ctypes.c_void_p(connection.fileno()), ctypes.byref(process))
        return process.value or None if done else None

    def starting(self) -> dict[str, Any]:
        """A process group of its own (``CREATE_NEW_PROCESS_GROUP``)."""
        return {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0x200)}

    def end_group(self, leader: int) -> None:
        """Nobody can be killed by group; those that were seen are."""


def kernel32() -> Any:
    """The library of the Windows system calls."""
    return getattr(ctypes, "WinDLL")("kernel32", use_last_error=True)  # noqa: B009  # no such name on other systems


def here() -> Platform:
    """The platform that this is. Any Unix but macOS is asked as macOS is, and refuses all when it knows no peer."""
    return Windows() if sys.platform == "win32" else MacOS()


def remove_left_folders(prefix: str, place: str | None) -> None:
    """Remove the folders of checks that are gone without having removed them: ``prefix``, pid, ``-``, whatever."""
    for folder in Path(place or tempfile.gettempdir()).glob(f"{prefix}*"):
        owner = folder.name.removeprefix(prefix).partition("-")[0]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            remove_tree(folder)
