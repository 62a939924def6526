"""The checks of 12_manager_race. Each is run under fork, spawn and forkserver."""

from collections.abc import Callable
from math import inf
from typing import Any

import pytest

from autograder import Draw, ManagedDict, Message, ObservedRun, Probe, Scenario, call

Run = Callable[[Callable[[Draw], Scenario]], ObservedRun]

WITH_A_KEY = ("__setitem__", "__delitem__", "pop", "setdefault")  # writes that name the entry they change


def several_children(draw: Draw) -> Scenario:
    """Children add to an entry of a managed dict, one from the middle last; then fewer to another; both are read."""
    n, key = draw.workers(), draw.name()
    few, (start, before) = draw.fewer(n), draw.numbers(2)
    reads = Probe("read", calls=n, processes=n, answer="nothing")
    writes = Probe("write", calls=n, processes=n, answer="nothing")
    shared = ManagedDict("shared", {key: start}, reads, writes)
    reads_again = Probe("read_again", calls=few, processes=few, answer="nothing")
    writes_again = Probe("write_again", calls=few, processes=few, answer="nothing")
    other = ManagedDict("other", {key: before}, reads_again, writes_again)
    steps = call("count", shared, key, n), call("shared.get", key), call("count", other, key, few)
    return Scenario(
        *(*steps, call("other.get", key)),
        late_child=True,
        pauses=True,
        whereabouts=True,
        n=n,
        key=key,
        start=start,
        total=start + n,
        few=few,
        before=before,
    )


def changes_the_count(made: Any, key: str) -> bool:
    """Whether this is a write, and one that may change the entry that is counted in."""
    if made.name != "write":
        return False
    return made.arguments[:1] == [] or made.arguments[0] not in WITH_A_KEY or made.arguments[1:2] == [key]


def children_that_add(observed: ObservedRun) -> set[int]:
    """The numbers of the `n` different child processes that wrote to the entry."""
    n, key = observed.drawn.n, observed.drawn.key
    found = {made.process.number for made in observed.calls if made.process.is_child and changes_the_count(made, key)}
    if len(found) != n:
        seen, writes = Message("Child processes that did: {children}.", children=len(found)), observed.probe("write")
        if writes.calls:
            words = "Child processes that did: {children}. The dict was written to {times}: {calls}."
            seen = Message(words, **{**writes.where().values, "children": len(found)})
        observed.fail(
            Message("{n} different child processes each write to `shared[{key}]`", n=n, key=repr(key)),
            seen,
            "Which process runs which line? Print `os.getpid()` where the 1 is added.",
        )
    return found


@pytest.mark.points(6)
def test_no_update_is_lost(run: Run) -> None:
    """When `n` children have each added 1, `shared[key]` has grown by exactly `n`: no update is lost."""
    observed = run(several_children)
    children_that_add(observed)
    n, key, total = observed.drawn.n, observed.drawn.key, observed.value("shared.get")
    readers = observed.probe("read").overlap
    together = Message(
        "At one moment {readers} processes had all read it, and none of them could go on.", readers=readers
    )
    if type(total) is not int or total != observed.drawn.total:
        observed.fail(
            Message(
                "`shared[{key}]` grows from {start} to {total} when {n} children each add 1",
                key=repr(key),
                start=observed.drawn.start,
                total=observed.drawn.total,
                n=n,
            ),
            Message.joined(
                [
                    Message("When `count` has returned it is {total}.", total=repr(total)),
                    together if readers > 1 else "",
                ]
            ),
            "`+= 1` reads, adds, and writes. What may another child do between the reading and the writing?",
        )
    writers = [sum(changes_the_count(made, key) for made in writing) for writing in observed.probe("write").going_on]
    if max(writers, default=0) > 1:
        observed.fail(
            "The children write one after another, each after the one before is done with it",
            Message("At one moment {writers} of them were writing, so the right total is luck.", writers=max(writers)),
            "What keeps a child from writing while another one does?",
        )
    observed.keeps_others_out("shared")
    few, before = observed.drawn.few, observed.drawn.before
    if observed.value("other.get") != before + few:
        observed.fail(
            Message(
                "When `n` is {n}, an entry that holds {before} grows to {after}",
                n=few,
                before=before,
                after=before + few,
            ),
            Message("It is {value} then.", value=repr(observed.value("other.get"))),
            "Which of the parameters says how many children there are to be?",
        )


@pytest.mark.points(3)
def test_all_children_are_alive_together(run: Run) -> None:
    """The 1s are added by `n` different child processes, and all of these are alive at the same time."""
    observed = run(several_children)
    observed.step("count")
    adding = children_that_add(observed)
    calls = [made for made in observed.calls if made.process.number in adding]
    went_on = min(inf if made.released is None else made.released for made in calls)
    late = {made.process.number for made in calls if made.process.born >= went_on}
    if late:
        observed.fail(
            Message("All {children} children are started before any of them has to be done", children=len(adding)),
            Message(
                "The grader kept each child waiting at the dict until nobody else could move; {late} of the {children} "
                "children were born only after it had let an earlier one go on.",
                late=len(late),
                children=len(adding),
            ),
            "Which line keeps the next child from being started while this one is still at work?",
        )
    first = observed.standstills[0]
    busy = {made.process.number for made in first.held}
    idle = [one.process for one in first.positions if one.process.number in adding - busy and one.place is None]
    if idle:
        observed.fail(
            Message(
                "All {children} children are at work at the same time; a lock makes them wait for one another",
                children=len(adding),
            ),
            Message(
                "While process {busy} was at work, {idle} of the {children} children had nothing to do: "
                "process {pids}.",
                busy=first.held[0].process.pid,
                idle=len(idle),
                children=len(adding),
                pids=Message.joined((str(one.pid) for one in idle), "{before} and {after}"),
            ),
            "Which line keeps the other children without work until this one is done?",
        )
    observed.probe("write").came_without_a_sleep()


@pytest.mark.points(3)
def test_count_returns_when_all_are_done(run: Run) -> None:
    """`count` returns when every child is done, by waiting for them, and leaves none running."""
    observed = run(several_children)
    if not any(made.process.is_child for made in observed.calls):
        observed.fail(
            "There are child processes that use the dict, and `count` waits for them", "No child used the dict."
        )
    observed.waits_for("count", "read")
    observed.waits_for("count", "write")
    observed.leaves_nothing_running("count")
