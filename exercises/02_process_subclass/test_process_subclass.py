"""The checks of 02_process_subclass. Each is run under fork, spawn and forkserver."""

from collections.abc import Callable

import pytest

from autograder import Draw, Message, ObservedRun, Probe, Scenario, call, describe, read

Run = Callable[[Callable[[Draw], Scenario]], ObservedRun]


def two_workers(draw: Draw) -> Scenario:
    """Two workers are made, then started, the second first, then joined."""
    first, second = draw.names(2)
    task = Probe("task", calls=2, together=2)
    return Scenario(
        call("Worker", task, first, keep="one", pause=True),
        call("Worker", task, second, keep="two", pause=True),
        call("two.start", pause=True),
        call("one.start"),
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
    observed = run(two_workers)
    observed.makes_processes(2)
    observed.gives("one.exitcode", 0, "the exit code of a process that ended well")
    found, wanted = observed.value("class Worker"), {"class": True, "process": True, "run": True}
    if found != wanted:
        run_is_missing = found == {**wanted, "run": False}
        observed.fail(
            "`Worker` is a subclass of `Process` with a `run` of its own",
            "Its `run` is the one that every `Process` has." if run_is_missing else "It is no subclass of `Process`.",
        )


@pytest.mark.points(3)
def test_nothing_runs_before_start(run: Run) -> None:
    """Making a `Worker` runs nothing yet: the work waits for `start()`."""
    observed = run(two_workers)
    observed.step("Worker")
    observed.probe("task").was_called_at_all()
    observed.probe("task").was_not_called_during("Worker")


@pytest.mark.points(3)
def test_the_task_runs_in_a_child(run: Run) -> None:
    """`start()` returns at once, and the task runs in a child process, each worker in its own."""
    observed = run(two_workers)
    for start in ("one.start", "two.start"):
        observed.does_not_pause(start)
    task = observed.probe("task")
    task.was_called()
    task.ran_in_children()
    task.ran_in_processes()
    task.ran_together()


@pytest.mark.points(3)
def test_the_worker_keeps_its_name(run: Run) -> None:
    """A worker's `name` is the name it was made with, and the task is called with just that."""
    observed = run(two_workers)
    first, second = observed.drawn.names
    task = observed.probe("task")
    task.was_given((first,), (second,))
    for made in task.calls:
        if observed.steps[made.step].step.name == "two.start" and made.arguments != [second]:
            observed.fail(
                Message("The worker that was made with {name} calls the task with that", name=repr(second)),
                Message("It was started first, and its call was {call}.", call=f"task({made.arguments[0]!r})"),
                "How does a worker get to what it was made with?",
            )
    observed.gives("one.name", first, "the name that it was made with")
    observed.gives("two.name", second, "the name that it was made with")
