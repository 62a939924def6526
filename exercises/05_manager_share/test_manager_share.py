"""The checks of 05_manager_share. Each is run under fork, spawn and forkserver."""

from collections.abc import Callable
from typing import Any

import pytest

from autograder import Draw, Message, ObservedRun, Probe, Scenario, call

Run = Callable[[Callable[[Draw], Scenario]], ObservedRun]


def several_children(draw: Draw) -> Scenario:
    """A drawn number of children share a dict and a list, one of those in between ends last; then again with fewer."""
    n = draw.workers()
    few = draw.fewer(n)
    task, again = Probe("task", calls=n, together=n), Probe("again", calls=few, together=few)
    steps = call("share_pids", task, n, keep="pair"), call("share_pids", again, few)
    return Scenario(*steps, one_by_one=True, late_child=True)


def all_go_on_together(draw: Draw) -> Scenario:
    """Another number of children: what they do after their tasks, all do together."""
    n = draw.workers()
    return Scenario(call("share_pids", Probe("task", calls=n, together=n), n, keep="pair"), pauses=True)


def returned(observed: ObservedRun, position: int, expected: str, kind: type) -> Any:
    """One half of the pair that comes back, and of the right type, once it is sure that children did the work."""
    task = observed.probe("task")
    task.was_called()
    task.ran_in_children()
    task.ran_in_processes()
    pair = observed.value("share_pids")
    if type(pair) is not tuple or len(pair) != 2:
        seen = Message("It returned {value}, of type {type}.", value=repr(pair), type=kind_of(pair))
        observed.fail("`share_pids` returns a pair, `(dict, list)`", seen)
    half = pair[position]
    if type(half) is not kind:
        observed.fail(
            expected,
            Message("It is {value}, of type {type}.", value=repr(half), type=kind_of(half)),
            "A proxy only talks to the manager, and the manager does not live for ever. What is a plain copy?",
        )
    return half


def look_at(is_right: bool, otherwise: str) -> str:
    """The next thing to look at, if what is there ``is_right`` as far as it goes, or ``otherwise``."""
    return "What is there is right, and some are missing. What can undo what a child wrote?" if is_right else otherwise


def kind_of(value: Any) -> str:
    """The type that a value had inside."""
    return str(getattr(value, "type", type(value).__name__))


@pytest.mark.points(3)
def test_all_children_work_at_once(run: Run) -> None:
    """Each of `n` children calls `task()` once, and all of them are at work at the same time."""
    observed = run(several_children)
    for name in ("task", "again")[: max(1, len(observed.steps))]:
        task = observed.probe(name)
        task.was_called()
        task.was_given(*[()] * task.probe.calls)
        task.ran_in_children()
        task.ran_in_processes()
        task.ran_together()


@pytest.mark.points(3)
def test_the_dict_has_an_entry_for_each_child(run: Run) -> None:
    """The dict holds one entry for each child: its own pid, with what `task()` returned in that very process."""
    for scenario in (several_children, all_go_on_together):
        observed = run(scenario)
        shared = returned(observed, 0, "The first of the pair is a plain dict", dict)
        expected = {made.process.pid: made.answer for made in observed.probe("task").calls}
        if shared != expected:
            observed.fail(
                Message("The dict is {dict}: the pid of each child, and what `task()` returned there", dict=expected),
                Message("It is {value}.", value=repr(shared)),
                "Where does the child write, and who can read that?"
                if not shared
                else look_at(shared.items() <= expected.items(), "Which process runs which line?"),
            )


@pytest.mark.points(3)
def test_the_list_has_the_pid_of_each_child(run: Run) -> None:
    """The list holds the pid of each child once, in any order."""
    for scenario in (several_children, all_go_on_together):
        observed = run(scenario)
        pids = returned(observed, 1, "The second of the pair is a plain list", list)
        expected = sorted(made.process.pid for made in observed.probe("task").calls)
        if sorted(map(repr, pids)) != sorted(map(repr, expected)):
            observed.fail(
                Message("The list holds {pids}, the pid of each child, in any order", pids=expected),
                Message("It is {value}.", value=repr(pids)),
                "Where does the child append, and who can read that?"
                if not pids
                else look_at({*map(repr, pids)} <= {*map(repr, expected)}, "Whose pid is it?"),
            )


@pytest.mark.points(3)
def test_nothing_is_left_running(run: Run) -> None:
    """`share_pids` returns when every child is done, and leaves neither a child nor the manager running."""
    observed = run(several_children)
    observed.probe("task").ran_in_children()
    observed.waits_for("share_pids", "task")
    observed.leaves_nothing_running("share_pids")
