"""Run one's own code as it is, watched by what the platform offers (:mod:`autograder.platforms.platform`)."""

import contextlib
import functools
import json
import os
import selectors
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil

from autograder.files import remove_tree
from autograder.platforms.platform import Platform, remove_left_folders
from autograder.platforms.population import PortablePopulation
from autograder.platforms.transport import Acceptor, Stream, TransportSelector
from autograder.sandbox.folders import stage_inside, write_files
from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import RunningSandbox

PREFIX = "autograder-own-"


@dataclass
class UnconfinedRun(RunningSandbox):
    """One run without a sandbox."""

    printed: dict[str, Any] = field(default_factory=dict)

    @property
    def streams(self) -> dict[str, Any]:
        """What is printed, as a judge can wait for it."""
        return self.printed

    def selector(self) -> selectors.BaseSelector:
        """What waits for connections and streams on every system."""
        return TransportSelector()


class Unconfined:
    """Where one's own code runs; a context manager. Nothing here holds a program back."""

    level = ""

    def __init__(self, platform: Platform) -> None:
        """Prepare the folder that runs are made in."""
        self.platform = platform
        place = platform.folder()
        remove_left_folders(PREFIX, place)
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=place)).resolve()
        stage_inside(self.folder / "kit")

    def __enter__(self) -> Self:
        """The environment itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the folder."""
        remove_tree(self.folder)

    def student_folder(self, name: str, source: bytes, given: dict[str, bytes]) -> Path:
        """A folder with the student's file and the given ones."""
        return write_files(self.folder / "student", {**given, name: source})

    @contextlib.contextmanager
    def start(self, student: Path, limits: Limits) -> Iterator[RunningSandbox]:
        """Start the harness, without a supervisor; on leaving, no process of it is left."""
        run = Path(tempfile.mkdtemp(prefix="run-", dir=self.folder))
        try:
            (run / "judge").mkdir()
            shutil.copytree(self.folder / "kit", run / "kit")
            shutil.copytree(student, run / "home" / "student")
            listener = self.platform.listen(run)
            family = self.platform.address(run)[1]
            described = {"address": listener.address, "family": family, "signals": self.platform.signals}
            (run / "judge" / "platform.json").write_text(json.dumps(described), encoding="ascii")
            gate = Acceptor(listener, family)
            try:
                with self.launch(run, gate) as running:
                    yield running
            finally:
                gate.close()
        finally:
            remove_tree(run)

    @contextlib.contextmanager
    def launch(self, run: Path, gate: Acceptor) -> Iterator[RunningSandbox]:
        """Start the caller of one run, and end it and all that it has begotten."""
        # UTF-8 as on Linux: to a pipe, Windows would let a program write its own code page alone
        command = Interpreter.current().command("-X", "utf8", str(run / "kit" / "inside" / "start.py"))
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        cwd, starting = run / "home" / "student", self.platform.starting()
        with subprocess.Popen(command, stdin=null, stdout=pipe, stderr=pipe, bufsize=0, cwd=cwd, **starting) as process:
            printed = {"output": Stream(process.stdout), "errors": Stream(process.stderr)}
            caller = psutil.Process(process.pid)
            known: dict[int, psutil.Process] = {}
            population = functools.partial(PortablePopulation, self.platform, caller, known)
            try:
                yield UnconfinedRun(process, gate, False, {}, population=population, folder=str(run), printed=printed)
            finally:
                self.platform.end_all(caller, list(known.values()))
                process.kill()
