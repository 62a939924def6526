"""The checks of 01_process_target. Each is run under fork, spawn and forkserver."""

from collections.abc import Callable

import pytest

from autograder import Draw, Message, ObservedRun, Probe, Scenario, call, read

Run = Callable[[Callable[[Draw], Scenario]], ObservedRun]


def one_child(draw: Draw) -> Scenario:
    """`launch` is called; what came back is looked at while the task is held, and then joined."""
    name = draw.name()
    return Scenario(
        call("launch", Probe("task", calls=1, answer="nothing"), name, keep="process", pause=True),
        call("process.is_alive"),
        call("process.join"),
        read("process.exitcode"),
        name=name,
    )


@pytest.mark.points(3)
def test_the_task_runs_in_a_child(run: Run) -> None:
    """`launch` has the task called once, in a child process of the caller."""
    task = run(one_child).probe("task")
    task.was_called()
    task.ran_in_children()


@pytest.mark.points(3)
def test_the_task_is_given_its_name(run: Run) -> None:
    """The task is called as `task(name)`: with the name that `launch` was given, and nothing else."""
    observed = run(one_child)
    observed.probe("task").was_given((observed.drawn.name,))


@pytest.mark.points(3)
def test_launch_does_not_wait(run: Run) -> None:
    """`launch` returns at once, while the task is still running."""
    observed = run(one_child)
    task, returned = observed.probe("task"), observed.step("launch").left
    task.was_called_at_all()
    if any(call.released is not None and returned is not None and call.released < returned for call in task.calls):
        observed.fail(
            "`launch` returns while the task is still running",
            "The grader kept the task from ending, and `launch` did not return before the task was let go.",
            "In which line is the caller while the task runs?",
        )
    observed.does_not_pause("launch")


@pytest.mark.points(3)
def test_a_live_process_comes_back(run: Run) -> None:
    """`launch` returns the `Process` in which the task is running, and that ends with exit code 0."""
    observed = run(one_child)
    value, task = observed.value("launch"), observed.probe("task")
    claimed = getattr(value, "process", None)
    if claimed is None:
        observed.fail(
            "`launch` returns a `Process`",
            Message("It returned {value}.", value=repr(value)),
            "What does the caller need, to wait for the child?",
        )
    observed.gives("process.is_alive", True, "as long as the task is running")
    task.was_called_at_all()
    if claimed["pid"] not in [call.process.pid for call in task.calls]:
        observed.fail(
            "The `Process` that `launch` returns is the one in which the task runs",
            Message(
                "The one that came back has the pid {pid}. {calls}",
                pid=claimed["pid"],
                calls=task.where(),
            ),
        )
    observed.gives("process.exitcode", 0, "the exit code of a process that ended well")
