"""Do many jobs on several processes, each with a sandbox of its own, and survive any of them.

Theory of operation. The pool is Pebble's: whatever becomes of a worker becomes of its own job alone, and another worker
takes its place. A worker makes one sandbox, in which it does all of its jobs. Jobs are taken from where they come from
as workers become free, so that there may be any number of them. An answer travels as bytes that are made and read
here, so one that cannot be sent or read is its own job's failure, too. A worker that dies may have been killed by
somebody else, so its job is tried again, a few times.
"""

import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from pebble import CONSTS, ProcessExpired, ProcessPool

from autograder.desk.worker_process import OVER, Failure, become_worker, computed_too_long, describe, do_job
from autograder.messages import Message
from autograder.sandbox.levels import Level
from autograder.sandbox.sandbox import Sandbox

Job = TypeVar("Job")
Answer = TypeVar("Answer")
WATCH_SECONDS = 1.0  # how often it is looked whether the pool is still there
AHEAD = 1  # jobs that wait in the pool, so that a worker need not wait for the desk
TRIES = 3  # of a job whose worker dies
CONSTS.term_timeout = 5.0  # how long a worker may take to clean up before it is killed


@dataclass(frozen=True)
class JobLimits:
    """How long a worker may take for one job, by the wall clock and in processor time of its own, in seconds."""

    seconds: float
    cpu_seconds: float


@dataclass
class UnderWay(Generic[Job]):
    """A job that was given to the pool, how often, and how the last of its workers has ended, if that is known."""

    job: Job
    tries: int = 1
    code: int = 0


class Workers(Generic[Job, Answer]):
    """So many processes, ready for jobs, and none of them on leaving; a context manager.

    ``work`` must be importable. Sandboxes are of the given level, or of the best that can be made. A job that is over
    its ``limits`` is ended.
    """

    def __init__(
        self,
        work: Callable[[Job, Sandbox], Answer],
        count: int | None = None,
        level: Level | None = None,
        limits: JobLimits | None = None,
    ) -> None:
        """``count``: how many; as many as there are processors, if it is not said."""
        self.work, self.level, self.limits = work, level, limits
        self.count = count or os.cpu_count() or 1
        self.pool = self.make_pool()
        self.under_way: dict[Future[bytes], UnderWay[Job]] = {}

    def make_pool(self) -> ProcessPool:
        """A pool, whose workers are started with the first job."""
        context = multiprocessing.get_context("spawn")
        return ProcessPool(self.count, initializer=become_worker, initargs=(self.level,), context=context)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End every worker and its sandbox, whatever it is doing."""
        self.end(self.pool)

    @staticmethod
    def end(pool: ProcessPool) -> None:
        """End a pool, be it broken or not."""
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()

    @property
    def running(self) -> list[Job]:
        """The jobs that a worker is at."""
        return [one.job for future, one in list(self.under_way.items()) if future.running()]

    def do(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Answer | Failure]]:
        """Do every job; give each with its answer as soon as there is one."""
        left = iter(jobs)
        try:
            while self.take(left):
                done, _ = wait(self.under_way, WATCH_SECONDS, FIRST_COMPLETED)
                if not done and not self.pool.active:  # it was broken in a way that it did not tell
                    done = set(self.under_way)
                for future in done:
                    one = self.under_way.pop(future)
                    answer = self.hear(future)
                    code = exit_code(future) or one.code
                    if answer is None and one.tries < TRIES:
                        self.give(UnderWay(one.job, one.tries + 1, code))
                    else:
                        yield one.job, say_dead(code) if answer is None else answer
        finally:
            self.under_way.clear()

    def take(self, left: Iterator[Job]) -> bool:
        """Give jobs to the pool until it has enough of them; whether there is anything to wait for."""
        while len(self.under_way) < self.count + AHEAD:
            try:
                job = next(left)
            except StopIteration:
                break
            self.give(UnderWay(job))
        return bool(self.under_way)

    def give(self, one: UnderWay[Job]) -> None:
        """Give a job to the pool; to another one, if that is broken, with all that it had not done."""
        try:
            self.schedule(one)
        except RuntimeError:
            self.end(self.pool)
            self.pool = self.make_pool()
            lost = [future for future in self.under_way if not future.done()]
            for again in [one, *map(self.under_way.pop, lost)]:
                self.schedule(again)

    def schedule(self, one: UnderWay[Job]) -> None:
        """Give a job to the pool that there is; raises :class:`RuntimeError` where that is broken."""
        seconds = self.limits.seconds if self.limits else None
        cpu_seconds = self.limits.cpu_seconds if self.limits else 0.0
        future = self.pool.schedule(do_job, (self.work, one.job, cpu_seconds), timeout=seconds)
        self.under_way[future] = one

    def hear(self, future: "Future[bytes]") -> Answer | Failure | None:
        """What came of a job; None where its worker died."""
        if not future.done():
            return None
        try:
            data = future.result()
        except TimeoutError:
            seconds = self.limits.seconds if self.limits else 0.0
            return Failure(Message(OVER, why=Message("it was not done after {seconds:.0f} s", seconds=seconds)))
        except ProcessExpired as error:
            if self.limits is not None and error.exitcode == -signal.SIGVTALRM:
                return computed_too_long(self.limits.cpu_seconds)
            return None
        except BrokenProcessPool:
            return None
        except Exception as error:
            return Failure(Message("The kit failed on this program alone: {error}", error=describe(error)))
        try:
            found: Answer | Failure = pickle.loads(data)
        except Exception as error:  # one job costs no other
            return Failure(Message("The answer of a worker could not be read: {error}", error=describe(error)))
        return found


def exit_code(future: "Future[bytes]") -> int:
    """How the worker of a job has ended; 0 where nobody says, as when its pool broke with it."""
    error = future.exception() if future.done() else None
    return error.exitcode if isinstance(error, ProcessExpired) else 0


def say_dead(code: int) -> Failure:
    """That the workers of a job have died each time that it was tried; ``code``: how, as far as is known."""
    if not code:
        return Failure(
            Message("A worker of the grader ended unexpectedly, {tries} times on this program.", tries=TRIES)
        )
    words = "A worker of the grader ended unexpectedly (exit code {code}), {tries} times on this program."
    return Failure(Message(words, code=code, tries=TRIES))


def run_jobs(
    jobs: Iterable[Job],
    work: Callable[[Job, Sandbox], Answer],
    count: int | None = None,
    level: Level | None = None,
    limits: JobLimits | None = None,
) -> Iterator[tuple[Job, Answer | Failure]]:
    """Do every job on :class:`Workers` of its own; give each with its answer as soon as there is one.

    On leaving early (Ctrl-C, an exception in the caller) every worker and its sandbox is ended.
    """
    with Workers(work, count, level, limits) as workers:
        yield from workers.do(jobs)
