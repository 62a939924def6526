"""The checks of 10_pool_callback. Each is run under fork, spawn and forkserver."""

from collections.abc import Callable

import pytest

from autograder import Draw, Message, ObservedRun, Probe, Scenario, call

Run = Callable[[Callable[[Draw], Scenario]], ObservedRun]


def one_batch(draw: Draw) -> Scenario:
    """More items than workers; tasks are let go one by one, one from the middle last; then fewer with equal results."""
    processes = draw.workers()
    few = draw.fewer(processes)
    numbers = draw.numbers(processes + draw.deal([2, 3, 4]) + few + 2)
    items, more = numbers[few + 2 :], numbers[: few + 2]
    task = Probe("task", calls=len(items), together=processes)
    log = Probe("log", calls=len(items), holds=False, answer="nothing")
    again = Probe("again", calls=len(more), together=few, answer="same")
    log_again = Probe("log_again", calls=len(more), answer="nothing")
    return Scenario(
        call("collect", task, items, log, processes),
        call("collect", again, more, log_again, few),
        one_by_one=True,
        items=items,
        processes=processes,
        few=few,
        late=draw.choice(items[1:-1]),
    )


@pytest.mark.points(3)
def test_a_pool_of_workers_does_the_tasks(run: Run) -> None:
    """The task is called once for each item, in child processes, `processes` of them at the same time."""
    observed = run(one_batch)
    task, wanted = observed.probe("task"), observed.drawn.processes
    task.ran_in_children()
    task.was_given(*[(item,) for item in observed.drawn.items])
    so_many_run_together(observed)
    task.ran_one_at_a_time_in_each_process()
    workers = len({call.process.pid for call in task.calls})
    if workers != wanted and not free_workers_go_on(observed):
        observed.fail(
            Message("{workers} workers share the items: whoever is free takes the next one", workers=wanted),
            Message.counted(
                workers,
                (
                    "{n} process did the tasks, and a free place was not always taken while items were waiting.",
                    "{n} processes did the tasks, and a free place was not always taken while items were waiting.",
                ),
            ),
            "What does a pool do with a worker that has finished its task?",
        )


def so_many_run_together(observed: ObservedRun) -> None:
    """In each call of `collect` that was reached, as many tasks as it was told."""
    asked = ("task", observed.drawn.processes), ("again", observed.drawn.few)
    for name, wanted in asked[: max(1, len(observed.steps))]:
        overlap = observed.probe(name).overlap
        if overlap != wanted:
            observed.fail(
                Message("{wanted} of the tasks run at the same time when `processes` is {wanted}", wanted=wanted),
                Message(
                    "At most {overlap} did: the grader kept every task waiting until no other could begin.",
                    overlap=overlap,
                ),
                "Which line keeps the next task from starting while this one is still running?"
                if overlap == 1
                else "How many workers are there, and which line decides that?",
            )
        observed.probe(name).came_without_a_sleep()


def free_workers_go_on(observed: ObservedRun) -> bool:
    """Whether, each time that nobody could move, as many tasks ran as there were workers or items left."""
    held = [len(calls) for calls in observed.probe("task").going_on]
    items = len(observed.drawn.items)
    return list(filter(None, held)) == [min(observed.drawn.processes, items - done) for done in range(items)]


@pytest.mark.points(3)
def test_log_gets_every_result(run: Run) -> None:
    """`log` is called in the caller's own process, once for each item, with what the task returned."""
    observed = run(one_batch)
    log, items = observed.probe("log"), len(observed.drawn.items)
    log.ran_in_the_caller()
    results = {call.answer: call.arguments for call in observed.probe("task").calls}
    for entry in log.calls:
        given = entry.arguments[0] if len(entry.arguments) == 1 and not entry.keywords else None
        if not isinstance(given, str) or given not in results:
            observed.fail(
                "Each call of `log` gets one result: what `task` returned for one item",
                Message("`log` was called with ({arguments}).", arguments=", ".join(map(repr, entry.arguments))),
                "What does the caller of a callback hand to it, and when?",
            )
    logged = [entry.arguments[0] for entry in log.calls]
    if len(logged) != items or len({repr(results[result]) for result in logged}) != items:
        observed.fail(
            Message("Each of {items} items has its result logged once", items=items),
            Message.counted(
                len(logged),
                (
                    "`log` was called {n} time, with {different} different results.",
                    "`log` was called {n} times, with {different} different results.",
                ),
                different=len(set(logged)),
            ),
        )
    equal_results_are_logged(observed)


def equal_results_are_logged(observed: ObservedRun) -> None:
    """In the second call of `collect`, if it got so far, all tasks returned the same, and `log` heard of each."""
    log, answers = observed.probe("log_again"), observed.probe("again").answers
    if len(answers) == log.probe.calls != len(log.calls):
        observed.fail(
            "The result of each item is logged once, also where several tasks return the same",
            Message.counted(
                len(log.calls),
                (
                    "{tasks} tasks returned the same result, and `log` was called {n} time.",
                    "{tasks} tasks returned the same result, and `log` was called {n} times.",
                ),
                tasks=len(answers),
            ),
            "How does your program know which results are new?",
        )


@pytest.mark.points(3)
def test_each_result_is_logged_as_its_task_ends(run: Run) -> None:
    """Each result is logged as soon as its own task is over, while other tasks are still running."""
    observed = run(one_batch)
    tasks, items = observed.probe("task").calls, len(observed.drawn.items)
    entries = {repr(entry.arguments): entry for entry in reversed(observed.probe("log").calls)}
    logged = [(call, entries[repr([call.answer])]) for call in tasks if repr([call.answer]) in entries]
    if len(logged) < items:
        observed.fail(
            Message("All {items} results are logged", items=items),
            Message("{logged} of {items} results were logged.", logged=len(logged), items=items),
        )
    for task, entry in logged:
        over = task.released or entry.arrived
        others = [other for other in tasks if other.released and over < other.released < entry.arrived]
        if others:
            observed.fail(
                "Each result is logged as soon as its own task is over, whatever the other tasks do",
                Message(
                    "The task for item {item} was over, nobody could move any more, and its result had not been "
                    "logged. It was logged only after {others} more of the {items} tasks had ended too.",
                    item=task.arguments[0],
                    others=len(others),
                    items=items,
                ),
                "What does your program wait for before it logs the first result?",
            )


@pytest.mark.points(3)
def test_collect_returns_when_all_is_over(run: Run) -> None:
    """`collect` waits until every task is over and logged, and leaves no process running."""
    observed = run(one_batch)
    left, items = observed.step("collect").left or 0.0, len(observed.drawn.items)
    over = [call for call in observed.probe("task").calls if call.released is not None and call.released < left]
    if len(over) < items:
        observed.fail(
            "`collect` returns after every task is over",
            Message("When it returned, {over} of {items} tasks were over.", over=len(over), items=items),
            "Which call waits until a pool has done everything that was submitted?",
        )
    late = [call for call in observed.probe("log").calls if call.arrived > left]
    if late:
        observed.fail(
            "`collect` returns after every result is logged",
            Message("{late} of {items} results were logged after it had returned.", late=len(late), items=items),
        )
    observed.waits_for("collect", "task")
    observed.waits_for("collect", "log_again")
    observed.leaves_nothing_running("collect")
