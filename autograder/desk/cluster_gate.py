"""What a worker of a Dask cluster is sent before anything else: it sees whether the kit there is the desk's own.

This module travels by value, with :mod:`autograder.desk.kit`, so it is understood by a worker that has another kit, or
none. There it imports nothing of the kit before the two are known to be equal.
"""

import asyncio
from typing import Any

from distributed import WorkerPlugin, get_worker

from autograder.desk.kit import kit_here

POLL_SECONDS = 0.05


class Gate(WorkerPlugin):
    """Tells the desk whether a worker is fit, and holds what it grades with."""

    idempotent = True

    def __init__(self, name: str, kit: tuple[str, str], published: bytes, required: str, fresh: bool) -> None:
        """``published`` are the exercises, ``required`` is the level of sandbox, tried anew if ``fresh``."""
        self.name, self.kit, self.published, self.required, self.fresh = name, kit, published, required, fresh
        self.bench: Any = None
        self.preparing: asyncio.Task[None] | None = None

    def setup(self, worker: Any) -> None:
        """Look at the worker without keeping it from anything else."""
        self.preparing = asyncio.ensure_future(self.prepare(worker))

    async def prepare(self, worker: Any) -> None:
        """Tell the desk that the worker is ready, or why it cannot be."""
        said: dict[str, Any] = {"address": worker.address, "threads": worker.state.nthreads, "refused": ""}
        version, digest = kit_here()
        if not version:
            said["refused"] = f"it has no autograder, and this desk has {self.kit[0]}"
        elif (version, digest) != self.kit:
            has, wanted = f"{version} ({digest})", f"{self.kit[0]} ({self.kit[1]})"
            said["refused"] = f"its autograder is {has}, and this desk's is {wanted}; install the same on both"
        else:
            try:
                self.bench, ready = await asyncio.to_thread(self.make_bench, worker.state.nthreads)
                said |= ready
            except Exception as error:
                said["refused"] = str(error) or type(error).__name__
        while worker.status.name == "init":  # it cannot send anything yet
            await asyncio.sleep(POLL_SECONDS)
        worker.log_event(self.name, said)

    def make_bench(self, threads: int) -> tuple[Any, dict[str, Any]]:
        """What programs are graded with, by the kit's own code, and what it is worth."""
        from autograder.desk.cluster_worker import Bench

        bench = Bench(self.published, self.required, self.fresh, threads)
        return bench, bench.describe()

    async def teardown(self, worker: Any) -> None:
        """End every process."""
        if self.preparing is not None and not self.preparing.done():
            await asyncio.wait([self.preparing])
        if self.bench is not None:
            await asyncio.to_thread(self.bench.close)


class References(WorkerPlugin):
    """The packed record of one exercise's reference, which every worker gets once."""

    idempotent = True

    def __init__(self, record: bytes) -> None:
        """It is known by its digest, the plugin's name."""
        self.record = record


def grade_there(gate: str, reference: str, job: bytes) -> tuple[bytes, bytes]:
    """Grade one program on a worker: the result and the record of its runs, or the reason that there is none."""
    worker: Any = get_worker()
    try:
        record = worker.plugins[reference].record if reference else b""
        answer: tuple[bytes, bytes] = worker.plugins[gate].bench.grade(job, record)
    except Exception as error:  # the desk would wait for ever for one that Dask cannot pickle
        from autograder.desk.cluster_worker import failed

        return failed(error)
    return answer


def workers_there(dask_scheduler: Any) -> list[str]:
    """Which workers the scheduler has; what a client keeps of that is without them from time to time."""
    return list(dask_scheduler.workers)
