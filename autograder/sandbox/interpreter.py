"""The Python that runs inside a sandbox."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self


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

    @classmethod
    def candidates(cls) -> list[Self]:
        """The current one; then the system's of the same version, for when root's own cannot be read by others."""
        name = f"python{sys.version_info.major}.{sys.version_info.minor}"
        system = [cls(str(path), "/usr") for path in [Path("/usr/bin", name)] if path.is_file()]
        return [cls.current(), *system]

    def command(self, *arguments: str) -> list[str]:
        """A command line: isolated, and without ``site``, which costs most."""
        return [self.executable, "-I", "-S", *arguments]
