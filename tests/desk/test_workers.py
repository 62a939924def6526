"""Many jobs on several processes, whatever happens to one of them."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from itertools import count
from pathlib import Path

from pebble import ProcessExpired

from autograder import kernel
from autograder.desk.worker_process import Failure
from autograder.desk.workers import TRIES, Workers, exit_code, run_jobs, say_dead
from autograder.sandbox.sandbox import Sandbox


class Unreadable:
    """An answer that breaks whoever reads it."""

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        """Reading it calls ``int("no number")``."""
        return int, ("no number",)


def square_or_break(job: int, sandbox: Sandbox) -> int:
    """A job that can end in every way."""
    if job == 3:
        raise ValueError("three is not liked")
    if job == 4:
        return lambda: None  # type: ignore[return-value]  # an answer that cannot be sent
    if job == 7:
        return Unreadable()  # type: ignore[return-value]
    if job == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return job * job


def who_works(job: int, sandbox: Sandbox) -> tuple[int, str]:
    """The worker, and its sandbox."""
    return os.getpid(), str(sandbox.folder)


def die_once(job: Path, sandbox: Sandbox) -> str:
    """Be killed the first time, by whoever it may be."""
    if not job.exists():
        job.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def descendants() -> list[int]:
    """The processes below this one that are workers or their sandboxes'."""
    found = kernel.descendants_of(os.getpid())
    return [one for one in found if "resource_tracker" not in " ".join(kernel.command_line(one))]


def test_a_job_that_breaks_or_kills_its_worker_stops_nobody_else() -> None:
    """Exceptions and dead workers become failures; all the other jobs are done."""
    answers = dict(run_jobs(range(9), square_or_break, 2))
    for number in (3, 4, 5, 7):
        assert isinstance(answers[number], Failure)
    assert "three is not liked" in str(answers[3])
    assert f"ended unexpectedly (exit code -9), {TRIES} times" in str(answers[5])
    assert "could not be sent" in str(answers[4])
    assert "could not be read: ValueError" in str(answers[7])
    assert {job: answer for job, answer in answers.items() if not isinstance(answer, Failure)} == {
        n: n * n for n in (0, 1, 2, 6, 8)
    }


def test_no_exit_code_is_told_that_nobody_knows() -> None:
    """A pool that breaks with a worker may not say how that has ended; an earlier worker of the job may have."""
    lost, killed = Future[bytes](), Future[bytes]()
    lost.set_exception(BrokenProcessPool())
    killed.set_exception(ProcessExpired("killed", code=-9))  # type: ignore[no-untyped-call]
    assert (exit_code(lost), exit_code(killed), exit_code(Future())) == (0, -9, 0)
    assert "exit code" not in str(say_dead(0))
    assert "exit code -9" in str(say_dead(-9))


def test_a_job_whose_worker_was_killed_by_somebody_else_is_done(tmp_path: Path) -> None:
    """It is tried again by another worker."""
    assert dict(run_jobs([tmp_path / "died"], die_once, 1)) == {tmp_path / "died": "done"}


def test_a_pool_all_of_whose_workers_died_while_idle_is_made_again() -> None:
    """The next job finds new ones."""
    with Workers(who_works, 1) as workers:
        ((_, first),) = workers.do([1])
        assert not isinstance(first, Failure)
        os.kill(first[0], signal.SIGKILL)
        ((_, second),) = workers.do([2])
        assert not isinstance(second, Failure)
    assert first[0] != second[0]


def test_a_worker_has_one_sandbox_for_all_of_its_jobs() -> None:
    """It is made once, and taken away with the worker, also between two calls."""
    with Workers(who_works, 2) as workers:
        found = [answer for _, answer in workers.do(range(6))] + [answer for _, answer in workers.do(range(6))]
    assert not [one for one in found if isinstance(one, Failure)]
    pairs = {one for one in found if not isinstance(one, Failure)}
    assert len(pairs) == len({pid for pid, _ in pairs}) <= 2
    assert not [folder for _, folder in pairs if Path(folder).exists()]


def test_jobs_are_taken_as_workers_become_free() -> None:
    """Of endless jobs no more are taken than there is somebody for."""
    taken = count()

    def jobs() -> Iterator[int]:
        for _ in taken:
            yield 1

    answers = run_jobs(jobs(), square_or_break, 2)
    for _ in range(4):
        assert next(answers) == (1, 1)
    answers.close()  # type: ignore[attr-defined]
    assert next(taken) <= 8


def test_leaving_early_ends_every_worker() -> None:
    """When the caller stops listening, nobody goes on working."""
    jobs = run_jobs(range(100), square_or_break, 2)
    next(jobs)
    assert descendants()
    jobs.close()  # type: ignore[attr-defined]
    assert descendants() == []
