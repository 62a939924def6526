"""The checks of 06_join. Each is run under fork, spawn and forkserver."""

from collections.abc import Callable

import pytest

from autograder import Draw, ObservedRun, Probe, Scenario, call

Run = Callable[[Callable[[Draw], Scenario]], ObservedRun]


def the_task_ends_well(draw: Draw) -> Scenario:
    """A task that takes as long as the grader likes, and then ends well, with a result that nobody asks for."""
    name = draw.name()
    task = Probe("task", calls=1)
    return Scenario(call("run_and_wait", task, name), name=name)


def the_task_raises(draw: Draw) -> Scenario:
    """A task that takes as long as the grader likes, and then raises ValueError."""
    name = draw.name()
    task = Probe("task", calls=1, answer="nothing", fails=(name,))
    return Scenario(call("run_and_wait", task, name), name=name)


@pytest.mark.points(3)
def test_the_task_runs_in_a_child(run: Run) -> None:
    """The task is called as `task(name)`, once, in a child process of the caller."""
    observed = run(the_task_ends_well)
    task = observed.probe("task")
    task.was_called()
    task.was_given((observed.drawn.name,))
    task.ran_in_children()


@pytest.mark.points(3)
def test_it_waits_for_the_end_of_the_child(run: Run) -> None:
    """`run_and_wait` waits until the child is gone: it neither sleeps nor asks again and again."""
    observed = run(the_task_ends_well)
    observed.probe("task").ran_in_children()
    observed.waits_for("run_and_wait", "task")
    observed.leaves_nothing_running("run_and_wait")


@pytest.mark.points(3)
def test_exit_code_of_a_child_that_ends_well(run: Run) -> None:
    """`run_and_wait` returns 0 when the child ends well."""
    observed = run(the_task_ends_well)
    observed.probe("task").ran_in_children()
    observed.gives("run_and_wait", 0, "the exit code of a process that ended well")


@pytest.mark.points(3)
def test_exit_code_of_a_child_that_fails(run: Run) -> None:
    """`run_and_wait` returns 1 when the task raises, and raises nothing itself."""
    observed = run(the_task_raises)
    observed.probe("task").ran_in_children()
    observed.gives("run_and_wait", 1, "the exit code of a process whose task raised an exception")
