"""The checks of 04_memory_isolation. Each is run under fork, spawn and forkserver."""

from collections.abc import Callable
from typing import Any

import pytest

from autograder import Draw, Message, ObservedRun, Probe, Scenario, assign, call

Run = Callable[[Callable[[Draw], Scenario]], ObservedRun]


def left_alone(draw: Draw) -> Scenario:
    """The parent's `x` gets a value before the call, and nobody but the student's code touches it after that."""
    (before,) = draw.numbers(1)  # never 100, the value that the file itself gives to `x`
    report = Probe("report", calls=1, answer="nothing", watch=("x",))
    return Scenario(assign("x", before), call("prove_isolation", report), before=before)


def changed_meanwhile(draw: Draw) -> Scenario:
    """While the child is kept waiting in `report`, the parent's `x` gets another value."""
    before, meanwhile = draw.numbers(2)
    report = Probe("report", calls=1, answer="nothing", watch=("x",))
    return Scenario(
        assign("x", before),
        call("prove_isolation", report),
        change=("x", meanwhile),
        before=before,
        meanwhile=meanwhile,
    )


@pytest.mark.points(3)
def test_the_report_comes_from_a_child(run: Run) -> None:
    """`report` is called once, in a child process of the caller."""
    report = run(left_alone).probe("report")
    report.was_called()
    report.ran_in_children()


@pytest.mark.points(3)
def test_the_global_is_set_where_it_is_reported(run: Run) -> None:
    """Where `report(x)` is called, the module's global `x` is 0 by then, and 0 is reported."""
    observed = run(left_alone)
    report = observed.probe("report")
    report.was_called_at_all()
    for made in report.calls:
        if made.keywords or repr(made.arguments) != "[0]":
            observed.fail(
                "`report` is called with just one argument, the number 0",
                report_line(made.arguments, made.keywords),
                "What is `x` in the child by the time that it reports, and who has set it?",
            )
        x = made.watched.get("x")
        if type(x) is not int or x != 0:
            observed.fail(
                "The global `x` of the process that reports is 0 when it reports",
                Message(
                    "`report` was told 0, but at that moment the global `x` of the same process was {x}.",
                    x=repr(x),
                ),
                "Two things can have one name. Which `x` does an assignment inside a function set?",
            )


def report_line(arguments: list[Any], keywords: dict[str, Any]) -> Message:
    """A call of `report` as a sentence."""
    given = [*map(repr, arguments), *(f"{name}={value!r}" for name, value in keywords.items())]
    return Message("It was called as `report({arguments})`.", arguments=", ".join(given))


@pytest.mark.points(3)
def test_the_parent_keeps_its_value(run: Run) -> None:
    """The child's 0 stays in the child: the parent's own `x` is untouched, and is what comes back."""
    observed = run(left_alone)
    observed.probe("report").ran_in_children()
    observed.gives("prove_isolation", observed.drawn.before, "the value that the parent's `x` has had all the time")


@pytest.mark.points(3)
def test_the_parent_reads_after_the_childs_end(run: Run) -> None:
    """`prove_isolation` waits until the child is gone, and only then reads the parent's `x`."""
    observed = run(changed_meanwhile)
    before, meanwhile = observed.drawn.before, observed.drawn.meanwhile
    observed.probe("report").ran_in_children()
    observed.waits_for("prove_isolation", "report")
    observed.leaves_nothing_running("prove_isolation")
    if observed.value("prove_isolation") == before:
        observed.fail(
            Message(
                "`prove_isolation` gives {meanwhile}, the value of the parent's `x` after the child's end",
                meanwhile=meanwhile,
            ),
            Message(
                "It gives {before}. That was the value at first; while the child was at work, the grader set the "
                "parent's `x` to {meanwhile}.",
                before=before,
                meanwhile=meanwhile,
            ),
            "At which moment does your function look at `x`: before the child ends, or after?",
        )
    observed.gives("prove_isolation", meanwhile, "the value of the parent's `x` after the child's end")
