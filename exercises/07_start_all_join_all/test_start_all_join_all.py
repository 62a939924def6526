"""The checks of 07_start_all_join_all. Each is run under fork, spawn and forkserver."""

from collections.abc import Callable

import pytest

from autograder import Draw, ObservedRun, Probe, Scenario, call

Run = Callable[[Callable[[Draw], Scenario]], ObservedRun]
PARTS = (0.15, 0.3, 0.65)  # of a second, after a whole one, at which the last task ends: nothing rounds there


def several_tasks(draw: Draw) -> Scenario:
    """Tasks that each take a time of their own, the longest neither first nor last; then again, with fewer."""
    names = draw.names(draw.workers())
    times = [hundredths / 100 for hundredths in draw.sample(range(3, 11), len(names) - 1)]
    times.insert(draw.randrange(1, len(times)), 0.35)
    task = Probe(
        "task",
        calls=len(names),
        together=len(names),
        answer="nothing",
        seconds=dict(zip(names, times, strict=True)),
    )
    few = draw.fewer(len(names), least=2)
    again, more = Probe("again", calls=few, together=few, answer="nothing"), draw.names(few)
    return Scenario(
        call("run_all", [task.labelled(name) for name in names]),
        call("run_all", [again.labelled(name) for name in more]),
        measured=draw.deal(PARTS),
        names=names,
        more=more,
    )


@pytest.mark.points(3)
def test_each_task_has_a_process_of_its_own(run: Run) -> None:
    """Every task is called once, with no argument, each in a child process of its own."""
    observed = run(several_tasks)
    given = {"task": observed.drawn.names, "again": observed.drawn.more}
    for probe, names in list(given.items())[: max(1, len(observed.steps))]:
        task = observed.probe(probe)
        task.was_called()
        task.was_given(*((name,) for name in names))
        task.ran_in_children()
        task.ran_in_processes()


@pytest.mark.points(3)
def test_all_tasks_run_at_the_same_time(run: Run) -> None:
    """All tasks run at the same time, so that together they take no longer than the longest of them."""
    task = run(several_tasks).probe("task")
    task.ran_together()
    task.ran_as_fast_as_possible()


@pytest.mark.points(3)
def test_it_waits_for_all(run: Run) -> None:
    """`run_all` returns when the last child is gone, and neither sleeps until then nor asks again and again."""
    observed = run(several_tasks)
    observed.probe("task").was_called_at_all()
    observed.waits_for("run_all", "task")
    observed.leaves_nothing_running("run_all")


@pytest.mark.points(3)
def test_the_seconds_are_right(run: Run) -> None:
    """`run_all` returns the seconds it took, from before the first start to after the last end."""
    observed = run(several_tasks)
    task, returned = observed.probe("task"), observed.step("run_all").left
    task.was_called_at_all()
    if any(call.released is None or returned is None or returned < call.released for call in task.calls):
        observed.fail(
            "`run_all` gives the seconds from before the first start to after the last end",
            "It returned while tasks were still running, so the end of the last one cannot have been measured.",
            "What has to happen before the clock is read for the last time?",
        )
    observed.measures_its_time("run_all", "task")
    if len(observed.steps) > 1 and observed.steps[1].left is not None and observed.probe("again").calls:
        observed.measures_its_time("run_all", "again")
