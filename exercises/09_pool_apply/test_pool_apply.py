"""The checks of 09_pool_apply. Each is run under fork, spawn and forkserver."""

from collections.abc import Callable

import pytest

from autograder import Draw, Message, ObservedRun, Probe, Scenario, call

Run = Callable[[Callable[[Draw], Scenario]], ObservedRun]


def serially(draw: Draw) -> Scenario:
    """More items than workers, one at a time; then again with fewer workers."""
    processes = draw.workers()
    numbers = draw.numbers(2 + processes + draw.deal([1, 2, 3]))
    more, items = numbers[:2], numbers[2:]
    few = draw.fewer(processes)
    task, again = Probe("task", calls=len(items)), Probe("again", calls=2)
    step = call("run_serial", task, items, processes, keep="results", pause=True)
    return Scenario(step, call("run_serial", again, more, few), processes=processes, items=items, few=few)


def in_parallel(draw: Draw) -> Scenario:
    """Several times as many items as workers; the tasks end in a drawn order, which is never that of the items."""
    processes = draw.workers()
    items = draw.numbers(draw.randint(11, 12))
    task = Probe("task", calls=len(items), together=processes)
    step = call("run_parallel", task, items, processes, keep="results", pause=True)
    return Scenario(step, one_by_one=True, late=draw.choice(items[:-1]), processes=processes, items=items)


def in_equal_times(draw: Draw) -> Scenario:
    """Several rounds of items for all workers, and each task takes the same time, by the grader's clock."""
    processes = draw.workers()
    items = draw.numbers(draw.deal([2, 3, 4]) * processes)
    task = Probe("task", calls=len(items), together=processes, seconds=dict.fromkeys(items, 0.05))
    return Scenario(call("run_parallel", task, items, processes), processes=processes, items=items)


@pytest.mark.points(3)
def test_serial_runs_one_task_at_a_time(run: Run) -> None:
    """`run_serial` calls the task once for each item, in child processes, one at a time."""
    observed = run(serially)
    one_call_an_item(observed)
    overlap = observed.probe("task").overlap
    if overlap != 1:
        observed.fail(
            "`run_serial` lets the next task begin only when the one before is over",
            Message("{tasks} tasks were running at the same time.", tasks=overlap),
            "Which of the two waits for the result before it returns: `apply` or `apply_async`?",
        )


@pytest.mark.points(3)
def test_serial_returns_the_results_in_order(run: Run) -> None:
    """`run_serial` returns the list of all results, in the order of the items."""
    results_in_order(run(serially), "run_serial")


@pytest.mark.points(3)
def test_parallel_keeps_all_workers_busy(run: Run) -> None:
    """`run_parallel` calls the task once for each item, in child processes, `processes` at the same time."""
    observed = run(in_parallel)
    one_call_an_item(observed)
    overlap, processes = observed.probe("task").overlap, observed.drawn.processes
    expected = Message("{processes} tasks run at the same time in a pool of {processes}", processes=processes)
    if overlap < processes:
        observed.fail(
            expected,
            Message(
                "At most {tasks} ran at the same time: every task was kept running until no other could begin.",
                tasks=overlap,
            ),
            "Which line keeps the next task from starting while this one is still running?",
        )
    if overlap > processes:
        observed.fail(
            expected,
            Message("{tasks} ran at the same time.", tasks=overlap),
            "How many workers does your program make, and who decides that?",
        )
    observed.probe("task").ran_one_at_a_time_in_each_process()
    run(in_equal_times).probe("task").ran_as_fast_as_possible()


@pytest.mark.points(3)
def test_parallel_returns_the_results_in_order(run: Run) -> None:
    """`run_parallel` returns the list of all results, in the order of the items, whatever order they end in."""
    results_in_order(run(in_parallel), "run_parallel")


@pytest.mark.points(3)
def test_the_pool_has_so_many_workers_and_ends(run: Run) -> None:
    """Both use one pool of exactly `processes` workers, and none of its processes is left when they return."""
    for scenario, target in ((serially, "run_serial"), (in_parallel, "run_parallel")):
        observed = run(scenario)
        one_pool(observed, target, "task", observed.drawn.processes)
        observed.leaves_nothing_running(target)
    again, equal = run(serially), run(in_equal_times)
    if len(again.steps) > 1:
        one_pool(again, "run_serial", "again", again.drawn.few)
    one_pool(equal, "run_parallel", "task", equal.drawn.processes)


def one_call_an_item(observed: ObservedRun) -> None:
    """The task was called in children of the caller, once for each item."""
    task = observed.probe("task")
    task.was_called_at_all()
    task.ran_in_children()
    task.was_called()
    task.was_given(*[(item,) for item in observed.drawn.items])


def results_in_order(observed: ObservedRun, target: str) -> None:
    """A step gave a list with what the task returned for each item, in the order of the items."""
    value, items = observed.value(target), observed.drawn.items
    words = "`{step}` returns the list of the results, one for each item, in the order of the items"
    expected = Message(words, step=target)
    if type(value) is not list:
        seen = Message("It returned {value}, which is no list.", value=repr(value)[:200])
        observed.fail(expected, seen, "What does the caller get to see?")
    calls = [call for call in observed.probe("task").calls if call.answer is not None and call.arguments]
    owners = [next((call.arguments[0] for call in calls if call.answer == result), None) for result in value]
    if None in owners:
        strange = next(result for result, owner in zip(value, owners, strict=True) if owner is None)
        seen = Message("{value} is in the list, and no task returned it.", value=repr(strange)[:200])
        observed.fail(expected, seen, "What is in your list?")
    if owners != items:
        observed.fail(
            expected,
            Message("The items were {items}; the list has the results of {owners}.", items=items, owners=owners),
            "Tasks may end in any order. What tells you which result belongs to which item?",
        )


def one_pool(observed: ObservedRun, target: str, name: str, processes: int) -> None:
    """The same workers, so many as were asked for, were there whenever tasks of this name were running."""
    moments = workers_at_each_moment(observed, name)
    words = "`{step}` works with one pool of {processes} workers from the first task to the last"
    expected = Message(words, step=target, processes=processes)
    if not moments:
        observed.fail(expected, observed.probe(name).where())
    everybody = set().union(*moments)
    if not everybody:
        observed.fail(expected, "There was no child process while the tasks were running.")
    if len(everybody) != processes:
        most = max(map(len, moments))
        observed.fail(
            expected,
            Message(
                "The number of child processes was {all} in all, and at most {most} at a time.",
                all=len(everybody),
                most=most,
            ),
            "How many workers does your program make, how often, and who decides that?",
        )
    if min(map(len, moments)) < processes:
        observed.fail(
            expected,
            Message(
                "While tasks were still running, {ended} of the {processes} child processes had ended already, and "
                "could take no other task.",
                ended=processes - min(map(len, moments)),
                processes=processes,
            ),
            "The workers of a pool stay and wait for more work until the pool is closed.",
        )


def workers_at_each_moment(observed: ObservedRun, name: str) -> list[set[int]]:
    """The children that were alive whenever nobody could move and tasks of this name were held."""
    processes = observed.processes
    servers = {process.parent for process in processes if process.parent_is_server}
    children = [one for one in processes if one.is_child and one.number not in servers]
    moments = []
    for still in observed.standstills:
        if not any(call.name == name for call in still.held):
            continue
        end = min((call.released for call in still.held if call.released is not None), default=still.at)
        alive = (one.number for one in children if one.born <= still.at and (one.gone is None or one.gone > end))
        moments.append(set(alive))
    return moments
