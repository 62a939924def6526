"""Run a student's code where it can harm nothing and read nothing.

A sandbox is made at one of five levels (:mod:`autograder.sandbox.levels`): with bubblewrap's
namespaces (:mod:`autograder.sandbox.namespaces`) or without (:mod:`autograder.sandbox.bare`), and
under a control group where there is one (:mod:`autograder.sandbox.control_groups`). At every level our own
supervisor starts first, says hello to the judge and waits; the judge's answer brings the limits and
the filter of system calls (:mod:`autograder.sandbox.system_calls`), which the caller puts on before
any of the student's code runs.
"""

import contextlib
import os
import select
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from autograder import kernel
from autograder.errors import KitError, UsageError
from autograder.files import remove_tree
from autograder.sandbox import control_groups
from autograder.sandbox.bare import Bare, SharedMemory, make_bare
from autograder.sandbox.clock_filter import addresses_not_drawn, clock_orders
from autograder.sandbox.control_groups import Group
from autograder.sandbox.folders import (
    make_folder,
    make_own_folder,
    make_short_folder,
    stage_inside,
    tidy_folders,
    write_files,
)
from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.levels import Level
from autograder.sandbox.limits import Limits
from autograder.sandbox.namespaces import Namespaces, make_namespaces
from autograder.sandbox.system_calls import compile_filter

# Above every range that distributions hand out (systemd's containers end just below), plus our pid.
FIRST_USER = 0x7000_0000
END_SECONDS = 2.0  # how long a killed sandbox may take to empty itself
ELSEWHERE = (
    "Other people's programs are run only where the Linux kernel can close them in; here, `autograder check` runs your "
    "own. To grade, install the kit in WSL 2 on Windows, in a Linux container or virtual machine on macOS."
)
SUPERVISORS = 3  # processes of ours in a control group: bubblewrap's, and the supervisor


@dataclass
class RunningSandbox:
    """One started sandbox."""

    process: subprocess.Popen[bytes]
    listener: Any
    isolated: bool  # in a pid namespace, with the supervisor as process 1
    orders: dict[str, Any]  # what the supervisor is told once it has said hello
    group: Group | None = None
    shared_memory: SharedMemory | None = None  # what is seen of it, where a run has none of its own
    population: Callable[..., Any] | None = None  # makes what knows the processes, where that is not the Linux kernel
    folder: str = ""  # stands before the paths of the student's files in what is printed, where it is to be left out

    @property
    def streams(self) -> dict[str, Any]:
        """What is printed inside, ready to be read: ``output`` and ``errors``."""
        return {"output": self.process.stdout, "errors": self.process.stderr}

    def selector(self) -> selectors.BaseSelector:
        """What waits for connections and streams."""
        return selectors.DefaultSelector()

    def admit(self, supervisor: int) -> None:
        """See to it that the supervisor is under the caps of this run, if there are any."""
        if self.group is not None:
            self.group.admit(supervisor)


class Sandbox:
    """Everything that sandboxes of one grading process share; a context manager."""

    def __init__(
        self, level: Level | None = None, without: frozenset[str] = frozenset(), trusted: bool = False
    ) -> None:
        """Make sandboxes at exactly this level, or at the best that can be had; else raise :class:`KitError`.

        Level E is chosen only for code that is ``trusted``, which one's own is. ``without`` leaves out
        single options, limits or rules; the kit's own tests show with it that each of them is needed.
        """
        if sys.platform != "linux":
            raise UsageError(ELSEWHERE)
        self.user = FIRST_USER + os.getpid() if self.is_root() else None
        self.without = without
        self.filter = {isolated: compile_filter(without, isolated) for isolated in (True, False)}
        tidy_folders()
        self.folder = self.runs = make_own_folder()
        self.student = self.folder / "student"
        self.groups: control_groups.ControlGroups | None = None
        try:
            self.runs = make_short_folder(self.folder)
            stage_inside(self.folder / "kit")
            self.level, self.construction = self.choose(
                [level] if level else [one for one in Level if trusted or one is not Level.E]
            )
        except BaseException:
            self.close()
            raise

    @property
    def interpreter(self) -> Interpreter:
        """The Python that runs inside."""
        return self.construction.interpreter

    @staticmethod
    def is_root() -> bool:
        """Whether sandboxes are started by root, and so run as a user of their own."""
        return os.geteuid() == 0

    def __enter__(self) -> Self:
        """The sandbox itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the folder."""
        self.close()

    def close(self) -> None:
        """Remove what was prepared."""
        for folder in {self.folder, self.runs}:
            remove_tree(folder)

    def choose(self, levels: list[Level]) -> tuple[Level, Namespaces | Bare]:
        """The first of these levels that can be made here, and how."""
        reasons: list[str] = []
        for level in levels:
            made = self.construct(level, reasons)
            if made is not None:
                return level, made
        why = "; ".join(dict.fromkeys(reasons)) or "this system has none of what is needed"
        which = f"No sandbox of level {levels[0]}" if len(levels) == 1 else "No sandbox"
        raise KitError(f"{which} can be made here ({why}). `autograder doctor` says what is missing.")

    def construct(self, level: Level, reasons: list[str]) -> Namespaces | Bare | None:
        """How to make sandboxes of one level, if that can be done here."""
        kit, run, without, note = self.folder / "kit", self.make_run(), self.without, reasons.append
        try:
            match level:
                case Level.A:
                    self.groups = control_groups.find(without)
                    if self.groups is None:
                        note("this user may make no control groups")
                        return None
                    base = [Level.B, Level.C]
                    return next((made for one in base if (made := self.construct(one, reasons)) is not None), None)
                case Level.B:
                    return make_namespaces(True, self.user, kit, run, without, note)
                case Level.C if self.user is None:
                    note("level C is made by root alone")
                    return None
                case Level.C:
                    return make_namespaces(False, self.user, kit, run, without, note)
                case Level.D if not self.filter[False]:
                    note("the system calls of this machine's processor are not known to the kit")
                    return None
            return make_bare(level is Level.D, self.user, kit, run, without, note)
        finally:
            remove_tree(run)

    def student_folder(self, name: str, source: bytes, given: dict[str, bytes]) -> Path:
        """A folder with the student's file and the given ones, readable by any user inside."""
        return write_files(self.student, {**given, name: source})

    def make_run(self) -> Path:
        """The folder of one run: ``student``, for the student's files, and ``judge``, for the judge's socket."""
        run = Path(tempfile.mkdtemp(prefix="run-", dir=self.runs))
        for folder in (run, run / "student", run / "judge"):
            make_folder(folder)
        return run

    @contextlib.contextmanager
    def start(self, student: Path, limits: Limits) -> Iterator[RunningSandbox]:
        """Start the supervisor in a fresh sandbox; on leaving, nothing of it is left."""
        run = self.make_run()
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            for file in student.iterdir():
                shutil.copy2(file, run / "student" / file.name)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)  # every hello says who sends it
            listener.bind(str(run / "judge" / "socket"))
            (run / "judge" / "socket").chmod(0o666)
            listener.listen(128)
            listener.setblocking(False)
            with self.launch(run, listener, limits) as running:
                yield running
        finally:
            listener.close()
            remove_tree(run)

    @contextlib.contextmanager
    def launch(self, run: Path, listener: socket.socket, limits: Limits) -> Iterator[RunningSandbox]:
        """Start the supervisor of one run, and end it."""
        construction = self.construction
        options = msgspec.json.encode(construction.supervision()).decode()
        command = construction.command(run, "/kit/inside/supervisor.py", options)
        group = self.groups.make(limits.memory_together, limits.processes + SUPERVISORS) if self.groups else None
        shared = None if construction.isolated else SharedMemory(self.user)
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        try:
            with group.entrance() if group else contextlib.nullcontext() as enter:
                streams: dict[str, Any] = {"stdin": null, "stdout": pipe, "stderr": pipe, "bufsize": 0}
                with addresses_not_drawn():
                    process = subprocess.Popen(command, preexec_fn=enter, **streams, **construction.starting(run))
            with process:
                try:
                    yield RunningSandbox(
                        process, listener, construction.isolated, self.orders(run, limits), group, shared
                    )
                finally:
                    end(process, construction.isolated)
        finally:
            if group is not None:
                group.remove()
            if shared is not None:
                shared.clear()

    def orders(self, run: Path, limits: Limits) -> dict[str, Any]:
        """What the supervisor is told: the limits, and what confines the caller."""
        trusted = self.level is Level.E
        resources = {name: value for name, value in limits.resources().items() if name not in self.without}
        if not self.construction.isolated and self.user is None and "RLIMIT_NPROC" in resources:
            resources["RLIMIT_NPROC"] += kernel.tasks_of(os.geteuid())  # here the kernel counts all that the user runs
        files = None if trusted else self.construction.file_rules(run)
        return {
            "limits": resources,
            "files": files,
            "filter": "" if trusted else self.filter[self.construction.isolated],
            "clock": None if "clock" in self.without else clock_orders(),
        }


def end(process: subprocess.Popen[bytes], isolated: bool) -> None:
    """Wait until the sandbox is empty; else kill it.

    Bubblewrap ends when it has seen its process 1 die, which is when its pid namespace is empty; a
    supervisor without a namespace is asked to kill everybody, and ends when it has.
    """
    with contextlib.suppress(ProcessLookupError):
        descriptor = os.pidfd_open(process.pid)
        try:
            if not isolated:
                signal.pidfd_send_signal(descriptor, signal.SIGTERM)
            if not select.select([descriptor], [], [], END_SECONDS)[0]:
                process.kill()
        finally:
            os.close(descriptor)
