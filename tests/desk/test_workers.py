"""Many jobs on several processes, whatever happens to one of them."""

import os
import signal

from autograder import kernel
from autograder.desk.workers import Failure, run_jobs
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


def test_a_job_that_breaks_or_kills_its_worker_stops_nobody_else() -> None:
    """Exceptions and dead workers become failures; all the other jobs are done."""
    answers = dict(run_jobs(range(9), square_or_break, 2))
    for number in (3, 4, 5, 7):
        assert isinstance(answers[number], Failure)
    assert "three is not liked" in str(answers[3])
    assert "ended unexpectedly" in str(answers[5])
    assert "could not be sent" in str(answers[4])
    assert "could not be read: ValueError" in str(answers[7])
    assert {job: answer for job, answer in answers.items() if not isinstance(answer, Failure)} == {
        n: n * n for n in (0, 1, 2, 6, 8)
    }


def test_leaving_early_ends_every_worker() -> None:
    """When the caller stops listening, nobody goes on working."""
    jobs = run_jobs(range(100), square_or_break, 2)
    next(jobs)
    assert kernel.descendants_of(os.getpid())
    jobs.close()  # type: ignore[attr-defined]
    lines = [" ".join(kernel.command_line(one)) for one in kernel.descendants_of(os.getpid())]
    assert [line for line in lines if "resource_tracker" not in line] == []
