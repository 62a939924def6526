"""The Python that runs inside a sandbox."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

SYSTEM = Path("/usr/bin")
ASK = "import sys; print(sys.version.split()[0], getattr(sys, 'abiflags', ''))"
FREE_THREADED = "t"  # the flag of builds without the global interpreter lock (sysconfig's ``abi_thread``)


@dataclass(frozen=True, slots=True)
class Interpreter:
    """The Python that runs inside: never a shim, never a virtual environment."""

    executable: str
    prefix: str
    version: str  # what it says of itself: the system's may be another 3.11 than the one that runs the kit

    @classmethod
    def current(cls) -> Self:
        """The real interpreter below the one that runs the kit."""
        executable = getattr(sys, "_base_executable", "") or sys.executable
        version = sys.version.split()[0], getattr(sys, "abiflags", "")
        return cls(os.path.realpath(executable), os.path.realpath(sys.base_prefix), describe(*version))

    @classmethod
    def candidates(cls) -> list[Self]:
        """The current one; then the system's of the same version, for when root's own cannot be read by others.

        It is asked for version and build: a free-threaded Python never stands in for one with the lock, nor the
        other way round, whatever its file is called.
        """
        flags = getattr(sys, "abiflags", "")
        wanted = f"{sys.version_info.major}.{sys.version_info.minor}"
        found = []
        for path in dict.fromkeys(SYSTEM / f"python{wanted}{suffix}" for suffix in (flags, "")):
            version, build = ask(path)
            if build == flags and version.split(".")[:2] == wanted.split("."):
                found.append(cls(str(path), str(SYSTEM.parent), describe(version, build)))
        return [cls.current(), *found[:1]]

    def command(self, *arguments: str) -> list[str]:
        """A command line: isolated, and without ``site``, which costs most."""
        return [self.executable, "-I", "-S", *arguments]


def ask(path: Path) -> tuple[str, str]:
    """Version and build flags of a Python, as it says itself; nothing where there is none that answers."""
    try:
        done = subprocess.run([path, "-I", "-S", "-c", ASK], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    except OSError:
        return "", ""
    version, _, flags = done.stdout.strip().partition(" ")
    return version, flags


def describe(version: str, flags: str) -> str:
    """The version, and the build if it is not the usual one."""
    return f"{version} free-threaded" if FREE_THREADED in flags else version
