"""A lab of machines on one: Dask's scheduler and its workers as processes on loopback, all of them ended in the end."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT

END_SECONDS = 60.0


@dataclass
class Lab:
    """A scheduler and its workers."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    address: str = ""
    scheduler: subprocess.Popen[str] | None = None
    workers: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, *arguments: str, kit: Path = ROOT) -> subprocess.Popen[str]:
        """A command of Dask's that says on standard error what it does."""
        environment = {**os.environ, **self.environment, "PYTHONPATH": str(kit)}
        command = [sys.executable, "-m", "dask", *arguments]
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        return subprocess.Popen(command, cwd=self.folder, env=environment, stdout=null, stderr=pipe, text=True)

    def open(self, *options: str) -> None:
        """Start the scheduler, and wait until it says where it is."""
        self.scheduler = self.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *options)
        self.address = wait_for(self.scheduler, "Scheduler at:").split()[-1]

    def add_worker(self, *options: str, kit: Path = ROOT) -> subprocess.Popen[str]:
        """One more machine; it need not be there yet afterwards."""
        place = self.folder / f"worker{len(self.workers)}"
        more = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(place))
        worker = self.start("worker", self.address, *more, *options, kit=kit)
        self.workers.append(worker)
        return worker

    def add_workers(self, count: int, *options: str) -> None:
        """So many machines, which are there."""
        for worker in [self.add_worker(*options) for _ in range(count)]:
            wait_for(worker, "Registered to:")

    def close(self) -> None:
        """End them all: the workers first, as each has processes of its own."""
        running = [*self.workers, *([self.scheduler] if self.scheduler else [])]
        for process in running:
            process.send_signal(signal.SIGTERM)
            try:
                process.communicate(timeout=END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()


def wait_for(process: subprocess.Popen[str], words: str) -> str:
    """The first line that a process says with these words in it."""
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if words in line:
            return line
    raise AssertionError("".join(said))


@contextmanager
def open_lab(folder: Path, *options: str, environment: dict[str, str] | None = None) -> Iterator[Lab]:
    """A lab, and nothing of it afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    lab = Lab(folder, environment or {})
    try:
        lab.open(*options)
        yield lab
    finally:
        lab.close()
