"""The checks of 02_process_subclass. Each is run under fork, spawn and forkserver."""

from collections.abc import Callable

import pytest

from autograder import Draw, Probe, Scenario, Seen, call, describe, read

Run = Callable[[Callable[[Draw], Scenario]], Seen]


def two_workers(draw: Draw) -> Scenario:
    """Two workers are made, then started, then joined."""
    first, second = draw.names(2)
    task = Probe("task", calls=2, together=2)
    return Scenario(
        call("Worker", task, first, keep="one", pause=True),
        call("Worker", task, second, keep="two", pause=True),
        call("one.start"),
        call("two.start"),
        read("one.name"),
        read("two.name"),
        call("one.join"),
        call("two.join"),
        read("one.exitcode"),
        describe("Worker"),
        names=(first, second),
    )


@pytest.mark.points(3)
def test_worker_is_a_process_with_its_own_run(run: Run) -> None:
    """`Worker` is a subclass of `Process` with a `run` method of its own, and each worker ends well."""
    seen = run(two_workers)
    seen.makes_processes(2)
    seen.gives("one.exitcode", 0, "the exit code of a process that ended well")
    seen.gives("class Worker", {"class": True, "process": True, "run": True}, "a Process subclass with its own `run`")


@pytest.mark.points(3)
def test_nothing_runs_before_start(run: Run) -> None:
    """Making a `Worker` runs nothing yet: the work waits for `start()`."""
    seen = run(two_workers)
    seen.step("Worker")
    seen.probe("task").was_called_at_all()
    seen.probe("task").was_not_called_during("Worker")


@pytest.mark.points(3)
def test_the_task_runs_in_a_child(run: Run) -> None:
    """`start()` returns at once, and the task runs in a child process, each worker in its own."""
    seen = run(two_workers)
    seen.step("two.start")
    task = seen.probe("task")
    task.was_called()
    task.ran_in_children()
    task.ran_in_processes()
    task.ran_together()


@pytest.mark.points(3)
def test_the_worker_keeps_its_name(run: Run) -> None:
    """A worker's `name` is the name it was made with, and the task is called with just that."""
    seen = run(two_workers)
    first, second = seen.drawn.names
    seen.probe("task").was_given((first,), (second,))
    seen.gives("one.name", first, "the name that it was made with")
    seen.gives("two.name", second, "the name that it was made with")
