"""Do many jobs on several processes, each with a sandbox of its own, and survive any of them."""

import contextlib
import ctypes
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from autograder import kernel
from autograder.errors import AutograderError, KitError
from autograder.escaping import visible
from autograder.files import FULL
from autograder.messages import Message
from autograder.sandbox.levels import Level
from autograder.sandbox.sandbox import Sandbox

Job = TypeVar("Job")
Answer = TypeVar("Answer")
PR_SET_PDEATHSIG = 1
DESCRIBED_CHARACTERS = 500
WATCH_SECONDS = 1.0  # how often it is looked whether a job is over its limits
OVER = "This was not graded: {why}, and was ended. That costs no points; grade it again, or by hand."
STOP_SECONDS = 5.0  # how long a worker may take to clean up before it is killed


@dataclass
class Failure:
    """A job that the kit itself could not do."""

    reason: str


@dataclass
class Worker(Generic[Job]):
    """One process and the job that it is doing."""

    process: Any
    pipe: Any
    job: Job | None = None
    began: float = 0.0  # when the job was given, by the wall clock
    used: float = 0.0  # and what the process had computed by then, in seconds


@dataclass(frozen=True)
class JobLimits:
    """How long a worker may take for one job, by the wall clock and in processor time of its own, in seconds."""

    seconds: float
    cpu_seconds: float

    def excess(self, worker: Worker[Any]) -> Message:
        """Why a worker's job is to be ended, as a sentence; empty while it may go on."""
        computed = kernel.processor_seconds(worker.process.pid)[0] - worker.used
        if computed > self.cpu_seconds:
            return Message(OVER, why=Message("the grader computed for {seconds:.0f} s", seconds=self.cpu_seconds))
        if time.monotonic() - worker.began > self.seconds:
            return Message(OVER, why=Message("it was not done after {seconds:.0f} s", seconds=self.seconds))
        return Message("")


def run_jobs(
    jobs: Iterable[Job],
    work: Callable[[Job, Sandbox], Answer],
    count: int | None = None,
    level: Level | None = None,
    limits: "JobLimits | None" = None,
) -> Iterator[tuple[Job, Answer | Failure]]:
    """Do every job; give each with its answer as soon as there is one. ``work`` must be importable.

    Sandboxes are of the given level, or of the best that can be made. A job that is over its ``limits`` is ended.

    On leaving early (Ctrl-C, an exception in the caller) every worker and its sandbox is ended.
    """
    waiting = list(jobs)
    waiting.reverse()
    workers: list[Worker[Job]] = []
    try:
        number = min(count or os.cpu_count() or 1, len(waiting))
        workers.extend(start_worker(work, level) for _ in range(number))
        for worker in workers:
            give(worker, waiting)
        while any(worker.job is not None for worker in workers):
            busy = [worker for worker in workers if worker.job is not None]
            ready = multiprocessing.connection.wait([worker.pipe for worker in busy], WATCH_SECONDS if limits else None)
            overdue = {id(worker): why for worker in busy if limits and (why := limits.excess(worker))}
            for worker in [one for one in busy if one.pipe in ready or id(one) in overdue]:
                job, answer = worker.job, hear(worker) if worker.pipe in ready else Failure(overdue[id(worker)])
                if not worker.process.is_alive() or isinstance(answer, Failure):
                    stop(worker)
                    workers[workers.index(worker)] = worker = start_worker(work, level)
                give(worker, waiting)
                yield job, answer  # type: ignore[misc]
    finally:
        for worker in workers:
            stop(worker)


def start_worker(work: Callable[[Job, Sandbox], Answer], level: Level | None) -> Worker[Job]:
    """A new process, ready for jobs."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(there, work, level), daemon=True)
    process.start()
    there.close()
    return Worker(process, here)


def give(worker: Worker[Job], waiting: list[Job]) -> None:
    """Hand the next job to a worker that is free."""
    worker.job = waiting.pop() if waiting else None
    if worker.job is not None:
        worker.began, worker.used = time.monotonic(), kernel.processor_seconds(worker.process.pid)[0]
        with contextlib.suppress(OSError):  # it is dead, which is heard next
            worker.pipe.send(worker.job)


def hear(worker: Worker[Job]) -> Any:
    """A worker's answer; a :class:`Failure` when it has died, or when its answer cannot be read."""
    try:
        return worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join()
        code = worker.process.exitcode
        return Failure(Message("A worker of the grader ended unexpectedly (exit code {code}).", code=code))
    except Exception as error:  # one job costs no other
        return Failure(Message("The answer of a worker could not be read: {error}", error=describe(error)))


def stop(worker: Worker[Job]) -> None:
    """End a worker; it cleans up first, if it can."""
    worker.pipe.close()
    worker.process.terminate()
    worker.process.join(STOP_SECONDS)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()


def serve(pipe: Any, work: Callable[[Any, Sandbox], Any], level: Level | None) -> None:
    """The life of a worker: its own sandbox, and one job after another until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to hear
    cleaning = threading.Event()  # SIG_IGN instead would have Python tell of a signal that was just on its way

    def interrupt(*_: object) -> None:
        """Stop at once, but through every ``finally``, and let nothing stop the cleaning up."""
        if not cleaning.is_set():
            raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    try:
        die_with_parent()
        with Sandbox(level) as sandbox:
            try:
                while True:
                    answer(pipe, attempt(pipe.recv(), work, sandbox))
            finally:
                cleaning.set()
    except KitError as error:
        answer(pipe, Failure(str(error)))
    except (EOFError, ConnectionError, KeyboardInterrupt):
        return
    except OSError as error:
        answer(pipe, Failure(describe(error)))


def answer(pipe: Any, found: Any) -> None:
    """Send an answer; one that cannot be sent is a failure of its own job alone."""
    try:
        pipe.send(found)
    except (OSError, KeyboardInterrupt):
        raise
    except Exception as error:
        pipe.send(Failure(Message("The answer of a worker could not be sent: {error}", error=describe(error))))


def attempt(job: Any, work: Callable[[Any, Sandbox], Any], sandbox: Sandbox) -> Any:
    """Do one job; whatever goes wrong becomes a :class:`Failure` of this job. Ctrl-C alone goes through."""
    try:
        return work(job, sandbox)
    except AutograderError as error:
        return Failure(str(error))
    except Exception as error:
        return Failure(Message("The kit failed on this program alone: {error}", error=describe(error)))


def describe(error: Exception) -> str:
    """An error of the kit's own: what it is, and the innermost lines that it came through."""
    if isinstance(error, OSError) and error.errno in FULL:
        return f"{error.strerror}. Make room, and run the same command again."
    places = traceback.extract_tb(error.__traceback__)[-3:]
    way = " < ".join(f"{Path(place.filename).name}:{place.lineno}" for place in reversed(places))
    return visible(f"{type(error).__name__}: {error} ({way})"[:DESCRIBED_CHARACTERS])


def die_with_parent() -> None:
    """Let the kernel end this worker, and so its sandbox, when the grader is killed (prctl(2))."""
    parent = multiprocessing.parent_process()
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if parent is not None and os.getppid() != parent.pid:
        raise KeyboardInterrupt  # it was killed just before
