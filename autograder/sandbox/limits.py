"""What one run may use: limits that the kernel keeps for each process, and that the judge counts for all."""

from dataclasses import dataclass
from typing import ClassVar

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may use. Sizes are bytes, times are seconds; processes count threads too.

    ``seconds`` and ``wall_seconds`` bound how long nothing happens, ``cpu_seconds`` how long somebody computes until
    something does. Nothing begins ``run_seconds`` and ``run_cpu_seconds`` anew: they bound the whole run, by the wall
    clock (without the time in which others kept the machine busy) and by the processor time of all its processes.
    A right program needs a second or two of either, so ten times as much is no obstacle on a slow machine.
    ``memory`` is what one process may hold of its own, ``memory_together`` what all of them may hold.
    ``calls`` and ``hello_bytes`` bound what processes tell the judge of calls of their tasks, arguments included, of
    which each value counts as 20 bytes more.
    Where they are ``watched``, the judge too ends a run that has reached a limit of all its processes together.
    """

    seconds: float = 10.0
    cpu_seconds: float = 2.0
    wall_seconds: float = 60.0
    run_seconds: float = 20.0
    run_cpu_seconds: float = 20.0
    processes: int = 200
    births: int = 120
    memory: int = 1024 * MEBIBYTE
    memory_together: int = 2048 * MEBIBYTE
    file_size: int = 64 * MEBIBYTE  # as large as /dev/shm is, which shared memory may fill; /tmp is bounded by itself
    open_files: int = 512
    output: int = 4 * MEBIBYTE
    calls: int = 2000
    hello_bytes: int = 4 * MEBIBYTE
    watched: ClassVar[bool] = True

    @property
    def most_seconds(self) -> float:
        """When a run is given up, however busy the machine has been."""
        return 10 * self.run_seconds

    def resources(self) -> dict[str, int]:
        """The limits that the kernel keeps (``setrlimit(2)``), by name."""
        return {
            "RLIMIT_NPROC": self.processes,
            "RLIMIT_DATA": self.memory,
            "RLIMIT_FSIZE": self.file_size,
            "RLIMIT_NOFILE": self.open_files,
            "RLIMIT_CORE": 0,
        }
