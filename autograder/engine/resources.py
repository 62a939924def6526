"""How much a sandbox's processes use together, as the kernel counts it.

``setrlimit(2)`` bounds each process by itself and no memory that is shared; what all of them hold
together is measured here, from outside, while they run. Levels with control groups bound the sum
in the kernel as well.
"""

from collections.abc import Collection
from dataclasses import dataclass

from autograder import kernel
from autograder.engine.evidence import Ending
from autograder.sandbox.limits import Limits


def find_excess(root: int, limits: Limits) -> tuple[int, Ending | None]:
    """How many processes and threads are alive, and the ending that fits if a limit has been reached."""
    tree = dict(kernel.walk(root))
    tasks = sum(map(len, tree.values()))  # at and below the root, which is what ``RLIMIT_NPROC`` counts
    del tree[root]
    if tasks >= limits.processes:
        return tasks, Ending.TOO_MANY_PROCESSES
    if memory_of(tree, limits.memory_together) > limits.memory_together:
        return tasks, Ending.TOO_MUCH_MEMORY
    return tasks, None


def memory_of(processes: Collection[int], limit: int) -> int:
    """Bytes of memory that processes hold together; exact only where the sum comes near ``limit``.

    Resident memory counts a page once for each process that shares it, so it is only an upper bound,
    and cheap. Where it passes the limit, the proportional share (``Pss`` of ``smaps_rollup``,
    proc_pid_smaps(5)) decides, which counts each page once.
    """
    resident = sum(kernel.memory_pages(process) for process in processes) * kernel.PAGE_BYTES
    return resident if resident <= limit else sum(kernel.memory_share(process) for process in processes)


@dataclass(frozen=True, slots=True)
class Measure:
    """What the processes of a run have had of the processors so far, in seconds."""

    used: float  # by all that live, and by those whose parents have seen them end
    by_process: dict[tuple[int, int], float]  # those that live, by pid and time of birth
    delays: dict[int, float]  # how long threads were ready to run but got no processor


def measure(root: int) -> Measure:
    """Look once at all processes at and below ``root``.

    A parent is looked at before its children, so the time of one that ends meanwhile is not counted twice.
    """
    used, by_process, delays = 0.0, {}, {}
    for process, threads in kernel.walk(root):
        own, reaped, started = kernel.times_of(process)
        used += own + reaped
        by_process[process, started] = own
        for thread in threads:
            delays[thread] = kernel.delay_seconds(process, thread)
    return Measure(used, by_process, delays)
