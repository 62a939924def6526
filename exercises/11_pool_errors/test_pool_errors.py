"""The checks of 11_pool_errors. Each is run under fork, spawn and forkserver."""

from collections.abc import Callable

import pytest

from autograder import Draw, Message, ObservedRun, Probe, Scenario, call

Run = Callable[[Callable[[Draw], Scenario]], ObservedRun]


def some_tasks_fail(draw: Draw) -> Scenario:
    """More items than workers; two of the first fail, and a later one is the last to end; then again with fewer."""
    processes = draw.workers(4)
    few = draw.fewer(processes)
    numbers = draw.numbers(processes + draw.deal([2, 3, 4]) + few + 2)
    items, more = numbers[few + 2 :], numbers[: few + 2]
    failing = draw.sample(items[2:processes], 2)
    task = Probe("task", calls=len(items), together=processes, fails=tuple(failing))
    log = Probe("log", calls=len(items) - len(failing), holds=False, answer="nothing")
    on_error = Probe("on_error", calls=len(failing), holds=False, answer="nothing")
    again = Probe("again", calls=len(more), together=few, answer="same")
    log_again = Probe("log_again", calls=len(more), answer="nothing")
    on_error_again = Probe("on_error_again", calls=0, holds=False, answer="nothing")
    return Scenario(
        call("collect_errors", task, items, log, on_error, processes),
        call("collect_errors", again, more, log_again, on_error_again, few),
        one_by_one=True,
        items=items,
        processes=processes,
        few=few,
        late=draw.choice(items[processes:-1]),
    )


@pytest.mark.points(3)
def test_every_failure_reaches_on_error(run: Run) -> None:
    """`on_error` is called in the caller's own process, once for each task that failed, with its exception."""
    observed = run(some_tasks_fail)
    on_error = observed.probe("on_error")
    on_error.ran_in_the_caller()
    failed = {f"ValueError({call.answer!r})": call for call in observed.probe("task").calls if call.raised}
    for report in on_error.calls:
        given = ", ".join(map(repr, report.arguments))
        if len(report.arguments) != 1 or report.keywords or given not in failed:
            observed.fail(
                "Each call of `on_error` gets one argument: the very exception that a task raised",
                Message("`on_error` was called with ({arguments}).", arguments=given),
                "What does `error_callback` hand over, and what does `get()` raise?",
            )
        if not hasattr(report.arguments[0], "type"):
            observed.fail(
                "`on_error` gets the exception itself",
                Message("`on_error` was called with the text ({arguments}).", arguments=given),
            )
    told, wanted = [repr(report.arguments) for report in on_error.calls], observed.probe("on_error").probe.calls
    if len(told) != wanted or len(set(told)) != wanted:
        observed.fail(
            Message("{tasks} tasks fail, and `on_error` hears of each of them once", tasks=wanted),
            Message.counted(
                len(told),
                (
                    "`on_error` was called {n} time, with {different} different exceptions.",
                    "`on_error` was called {n} times, with {different} different exceptions.",
                ),
                different=len(set(told)),
            ),
        )


@pytest.mark.points(3)
def test_every_result_reaches_log(run: Run) -> None:
    """`log` is called in the caller's own process, once for each task that succeeded, with its result."""
    observed = run(some_tasks_fail)
    log = observed.probe("log")
    log.ran_in_the_caller()
    results = {call.answer for call in observed.probe("task").calls if not call.raised}
    for entry in log.calls:
        given = entry.arguments[0] if len(entry.arguments) == 1 and not entry.keywords else None
        if not isinstance(given, str) or given not in results:
            observed.fail(
                "Each call of `log` gets one result: what `task` returned for one item",
                Message("`log` was called with ({arguments}).", arguments=", ".join(map(repr, entry.arguments))),
                "A task that failed has no result. What is logged for it?",
            )
    logged = [str(entry.arguments[0]) for entry in log.calls]
    if len(logged) != log.probe.calls or len(set(logged)) != log.probe.calls:
        observed.fail(
            Message("{tasks} tasks succeed, and the result of each is logged once", tasks=log.probe.calls),
            Message.counted(
                len(logged),
                (
                    "`log` was called {n} time, with {different} different results.",
                    "`log` was called {n} times, with {different} different results.",
                ),
                different=len(set(logged)),
            ),
            "What becomes of the other results when one task fails?",
        )
    equal_results_are_logged(observed)


def equal_results_are_logged(observed: ObservedRun) -> None:
    """In the second call of `collect_errors`, if it got so far, all tasks returned the same; `log` heard of each."""
    log, answers = observed.probe("log_again"), observed.probe("again").answers
    if len(answers) == log.probe.calls != len(log.calls):
        observed.fail(
            "The result of each task that succeeds is logged once, also where several return the same",
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
def test_no_failure_stops_the_other_tasks(run: Run) -> None:
    """Whatever fails, the task is called once for each item, in child processes, `processes` at the same time."""
    observed = run(some_tasks_fail)
    task = observed.probe("task")
    task.ran_in_children()
    task.was_given(*[(item,) for item in observed.drawn.items])
    so_many_run_together(observed)
    task.ran_one_at_a_time_in_each_process()


def so_many_run_together(observed: ObservedRun) -> None:
    """In each call of `collect_errors` that was reached, as many tasks as it was told."""
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


@pytest.mark.points(3)
def test_it_returns_when_all_is_over(run: Run) -> None:
    """`collect_errors` raises nothing, waits until every task is over and told of, and leaves no process running."""
    observed = run(some_tasks_fail)
    left, items = observed.step("collect_errors").left or 0.0, len(observed.drawn.items)
    over = [call for call in observed.probe("task").calls if call.released is not None and call.released < left]
    if len(over) < items:
        observed.fail(
            "`collect_errors` returns after every task is over",
            Message("When it returned, {over} of {items} tasks were over.", over=len(over), items=items),
            "Which call waits until a pool has done everything that was submitted?",
        )
    late = [call for name in ("log", "on_error") for call in observed.probe(name).calls if call.arrived > left]
    if late:
        observed.fail(
            "`collect_errors` returns after every result is logged and every failure is told",
            Message.counted(
                len(late),
                (
                    "{n} call of `log` and `on_error` came after it had returned.",
                    "{n} calls of `log` and `on_error` came after it had returned.",
                ),
            ),
        )
    observed.waits_for("collect_errors", "task")
    observed.waits_for("collect_errors", "log_again")
    observed.leaves_nothing_running("collect_errors")
