"""The checks of 08_pids. Each is run under fork, spawn and forkserver."""

from collections.abc import Callable

import pytest

from autograder import Draw, Message, ObservedRun, Probe, Scenario, call

Run = Callable[[Callable[[Draw], Scenario]], ObservedRun]
ROUNDS = 2  # no number that was written down beforehand is right twice


def some_rounds(draw: Draw) -> Scenario:
    """`identify` is called twice; a child that outlives its round has reported before the next one begins.

    A child begins its life only when nobody else can act: whoever sleeps until it has surely begun is too early.
    """
    report = Probe("report", calls=ROUNDS, processes=ROUNDS, answer="nothing")
    return Scenario(*[call("identify", report, pause=True) for _ in range(ROUNDS)], late_child=True)


@pytest.mark.points(3)
def test_a_child_reports(run: Run) -> None:
    """Each call of `identify` has `report` called once, in a child process of the caller."""
    observed = run(some_rounds)
    report = observed.probe("report")
    report.was_called()
    report.ran_in_children()


@pytest.mark.points(3)
def test_the_child_knows_its_own_pid(run: Run) -> None:
    """The first number that the child reports is its own pid."""
    observed = run(some_rounds)
    observed.probe("report").ran_in_children()
    for reported in observed.calls:
        if reported.arguments[:1] != [reported.process.pid]:
            observed.fail(
                Message("The first number that the child reports is its own pid, {pid}", pid=reported.process.pid),
                Message("The child called report({arguments}).", arguments=", ".join(map(repr, reported.arguments))),
                "Which process evaluates the first argument of `report`, and what does it ask for?",
            )


@pytest.mark.points(3)
def test_the_child_knows_its_parent(run: Run) -> None:
    """The second and last number that the child reports is the pid of its parent."""
    observed = run(some_rounds)
    observed.probe("report").ran_in_children()
    for reported in observed.calls:
        parent = reported.process.parent_pid
        words = "The second number that the child reports is the pid of its parent, {pid} (the caller)"
        if reported.process.parent_is_server:
            words = "The second number that the child reports is the pid of its parent, {pid} (the fork server)"
        if reported.arguments[1:] != [parent]:
            observed.fail(
                Message(words, pid=parent),
                Message("The child called report({arguments}).", arguments=", ".join(map(repr, reported.arguments))),
                "Which process evaluates the second argument of `report`, and what does it ask for?",
            )


@pytest.mark.points(3)
def test_the_caller_knows_itself_and_its_child(run: Run) -> None:
    """`identify` returns a tuple: the caller's pid, and the pid of the child that has reported."""
    observed = run(some_rounds)
    report = observed.probe("report")
    report.was_called()
    report.ran_in_children()
    observed.finishes()
    for step, reported in zip(observed.steps, report.calls, strict=True):
        expected = (observed.caller.pid, reported.process.pid)
        if type(step.value) is not tuple or step.value != expected:
            observed.fail(
                Message(
                    "`identify` returns {pids}: the caller's pid and the pid of the child that reported",
                    pids=expected,
                ),
                Message("It returned {value}.", value=repr(step.value)),
                "Which process is each number asked for, and when does the child have a number?",
            )
