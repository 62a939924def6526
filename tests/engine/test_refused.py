"""What cannot be meant is refused at once, with one sentence, where the author of a check has written it."""

import os
import traceback
from collections.abc import Callable

import pytest

from autograder import Draw, ManagedDict, Probe, Scenario, assign, call, describe, read, run_script
from autograder.engine.draw import Place, machine_counts
from autograder.engine.evidence import Evidence
from autograder.engine.scenario import START_METHODS
from autograder.errors import UsageError
from tests.conftest import Judge

TASK, LOG = Probe("task", calls=3), Probe("log", calls=3)
REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "no name": (
        lambda: Probe("my task", 1),
        "Probe('my task'): a probe is called by a name of Python's",
    ),
    "calls": (lambda: Probe("task", -1), "Probe('task'): calls is -1; it is a whole number, 0 or more."),
    "no number": (lambda: Probe("task", "3"), "Probe('task'): calls is '3'; it is"),  # type: ignore[arg-type]
    "together": (lambda: Probe("task", 2, 3), "together is 3; it is a whole number from 1 to the number of calls, 2."),
    "none together": (lambda: Probe("task", 2, 0), "together is 0; it is a whole number from 1"),
    "processes": (lambda: Probe("task", 2, processes=3), "processes is 3; it is a whole number up to"),
    "holds": (lambda: Probe("task", 2, holds="no"), "holds is 'no'; it is True or False."),  # type: ignore[arg-type]
    "not held together": (lambda: Probe("task", 2, 2, holds=False), "only calls that are held can be seen together"),
    "answer": (
        lambda: Probe("task", 1, answer="items"),  # type: ignore[arg-type]
        "Probe('task'): answer is 'items'; it can be 'nonce', 'same' or 'nothing'.",
    ),
    "watch": (lambda: Probe("task", 1, watch="x"), "watch is 'x'; it is a tuple of names"),  # type: ignore[arg-type]
    "fails": (lambda: Probe("task", 1, fails="bad"), "fails is 'bad'; it is a tuple"),  # type: ignore[arg-type]
    "seconds": (lambda: Probe("task", 1, seconds={"a": -1.0}), "seconds is {'a': -1.0}; it is a dict from first"),
    "label": (lambda: TASK.labelled(""), "Probe('task'): '' is no label; it is a text."),
    "keys": (lambda: ManagedDict("shared", {7: 1}, TASK, LOG), "values is {7: 1}; it is a dict"),  # type: ignore[dict-item]
    "reads": (lambda: ManagedDict("shared", {}, "read", LOG), "reads is 'read'; it is a Probe."),  # type: ignore[arg-type]
    "one for both": (lambda: ManagedDict("shared", {}, TASK, TASK), "reads and writes are both called 'task'"),
    "dict's name": (lambda: ManagedDict("a dict", {}, TASK, LOG), "ManagedDict('a dict'): a managed dict is called by"),
    "target": (lambda: call("go()"), "call('go()'): the target is a name such as 'launch' or 'worker.start'."),
    "too deep": (lambda: read("a.b.c"), "read('a.b.c'): the target is a name such as"),
    "no global": (lambda: assign("worker.name", 1), "assign('worker.name'): the target is a name such as 'launch'."),
    "no class": (lambda: describe(""), "describe(''): the target is a name"),
    "keep": (lambda: call("go", keep="a b"), "call('go'): keep is 'a b'; it is a name such as 'worker'."),
    "argument": (lambda: call("go", {1, 2}), "call('go'): {1, 2} cannot be passed on; what can is None, bool"),
    "argument in a list": (lambda: call("go", [[print]]), "call('go'): <built-in function print> cannot be passed on"),
    "no step": (lambda: Scenario("go"), "Scenario: 'go' is no step; call, read"),  # type: ignore[arg-type]
    "script and more": (lambda: Scenario(run_script(), read("x")), "Scenario: run_script is the only step."),
    "late": (lambda: Scenario(call("go", TASK), late=7), "Scenario: late needs one_by_one=True"),
    "no option": (
        lambda: Scenario(call("go", TASK), one_by_on=True),
        "Scenario: there is no option one_by_on. Did you mean one_by_one? Else rename it.",
    ),
    "change": (lambda: Scenario(call("go"), change="x"), "change is 'x'; it is a pair"),  # type: ignore[arg-type]
    "given": (lambda: Scenario(given={"work": {"task": "task"}}), "is 'task'; it is a Probe"),  # type: ignore[dict-item]
    "two of a name": (lambda: Scenario(call("go", TASK, Probe("task", 1))), "two probes are called 'task'."),
    "not kept": (lambda: Scenario(call("Worker"), call("w.start")), "'w.start': no step before it keeps 'w'."),
    "kept too late": (
        lambda: Scenario(read("w.name"), call("Worker", keep="w")),
        "Scenario: 'w.name': no step before it keeps 'w'.",
    ),
    "names": (lambda: Draw("1").names(24), "draw.names(24): there are 1 to 23 different names."),
    "numbers": (lambda: Draw("1").numbers(0), "draw.numbers(0): there are 1 to 9000 of four digits."),
    "workers": (lambda: Draw("1").workers(0), "draw.workers(0): a whole number, 1 or more."),
    "deal": (
        lambda: Draw("1", Place("a", "fork", ("a",), START_METHODS)).deal([1, 2]),
        "draw.deal([1, 2]): 3 different options are needed, one for each run.",
    ),
}


@pytest.mark.parametrize(("write", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_meant_is_refused(write: Callable[[], object], words: str) -> None:
    """One sentence, and the traceback leads to the line that was written."""
    with pytest.raises(UsageError) as caught:
        write()
    sentence = str(caught.value)
    assert words in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert __file__ in {frame.filename for frame in traceback.extract_tb(caught.value.__traceback__)}


def test_what_can_be_meant_is_taken() -> None:
    """The same probe in several places, a probe that is never to be called, and kept things of all kinds."""
    reads, writes = Probe("read", 1), Probe("write", 0)
    shared = ManagedDict("shared", {"hits": 7}, reads, writes)
    scenario = Scenario(
        call("Worker", TASK, [TASK.labelled("a"), [TASK.labelled("b")], None, 1.5, True], keep="worker"),
        call("go", shared, "hits"),
        call("worker.start"),
        read("worker.name"),
        call("shared.get", "hits"),
        one_by_one=True,
        late="a",
        n=3,
    )
    assert set(scenario.probes) == {"task", "read", "write"}


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 64, None])
def test_there_is_a_number_of_workers_on_every_machine(monkeypatch: pytest.MonkeyPatch, count: int | None) -> None:
    """It is never the machine's own, and a smaller one is another one."""
    monkeypatch.setattr(os, "cpu_count", lambda: count)
    workers = Draw("1").workers(3)
    assert workers >= 3
    assert not {workers, Draw("1").fewer(workers)} & machine_counts()
    assert Draw("1").fewer(workers) != workers


def test_a_step_by_the_name_of_a_managed_dict_finds_it(judged: Judge) -> None:
    """It was kept before any step was taken."""
    shared = ManagedDict("shared", {"hits": 7}, Probe("read", 0), Probe("write", 0))
    evidence: Evidence = judged("def go(shared): pass", call("go", shared), call("shared.get", "hits"))
    assert evidence.steps[1].value == 7
