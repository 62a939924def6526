"""Facts with their witnesses, and which mistake is named."""

import pytest

from autograder.diagnosis.facts import facts_of
from autograder.diagnosis.signatures import (
    Shown,
    Signature,
    Signatures,
    choose_twin,
    common,
    diagnose,
    explaining_most,
    explains,
    gather,
    load_signatures,
    merge,
    says_the_same,
    strange,
)
from autograder.diagnosis.source_words import source_words
from autograder.engine.evidence import Evidence
from autograder.engine.probes import Probe
from autograder.engine.steps import call
from tests.conftest import ROOT, Judge

PROGRAM = """
from multiprocessing import Process

def right(task, names):
    children = [Process(target=task, args=(name,)) for name in names]
    for child in children: child.start()
    for child in children: child.join()
    return len(names)

def in_turn(task, names):
    for name in names:
        child = Process(target=task, args=(name,))
        child.start()
        child.join()
    return len(names)

def gives_nothing(task, names):
    right(task, names)

def both(task, names):
    in_turn(task, names)
"""
NAMES = ["amber-100", "birch-200", "cedar-300"]


def run(judged: Judge, name: str) -> Evidence:
    """One run of a function, named as every other one."""
    return judged(PROGRAM.replace(name, "go"), call("go", Probe("task", 3, 3), NAMES), names=NAMES)


def known(judged: Judge) -> Signatures:
    """The signatures of two mistakes."""
    normal = gather({("one", "fork"): run(judged, "right")})
    found = {name: gather({("one", "fork"): run(judged, name)}) for name in ("in_turn", "gives_nothing")}
    return Signatures(
        normal, [Signature(name, f"{name}.", "", strange(facts, normal), []) for name, facts in found.items()]
    )


def test_a_fact_tells_of_this_very_run(judged: Judge) -> None:
    """Which process, which line, and for whom it waited."""
    evidence = run(judged, "in_turn")
    witness = facts_of(evidence)["task: overlap one"]
    first = evidence.calls[0].process.pid
    assert witness.text == (
        "At most 1 of 3 calls of `task` were going on at the same time; the caller stood in program.py, line 14, "
        f"in go, and it waited for process {first} to end."
    )
    assert witness.at == evidence.calls[0].arrived


def test_facts_do_not_vary(judged: Judge) -> None:
    """They hold no pid, no time and no nonce."""
    assert set(facts_of(run(judged, "in_turn"))) == set(facts_of(run(judged, "in_turn")))


def test_of_two_faults_one_is_named_and_the_other_when_it_is_mended(judged: Judge) -> None:
    """First the one that explains more, then what is left."""
    signatures = known(judged)
    for name, expected in (("both", "in_turn"), ("gives_nothing", "gives_nothing")):
        diagnosis = diagnose({("one", "fork"): run(judged, name)}, b"", signatures)
        assert diagnosis is not None
        assert diagnosis.mistake == expected
        assert diagnosis.start_method == "fork"
        assert diagnosis.happened


def test_what_fits_no_mistake_gets_no_name(judged: Judge) -> None:
    """Plain evidence is better than a wrong guess."""
    signatures = known(judged)
    signatures.mistakes = [one for one in signatures.mistakes if one.mistake != "in_turn"]
    assert diagnose({("one", "fork"): run(judged, "both")}, b"", signatures) is None


def test_twins_are_told_apart_by_their_source_or_not_at_all() -> None:
    """Words that both have count for neither, and one without any sign of either is given no name."""
    sources = {
        "runs": "p = Process(target=task, args=(name,))\np.run()\np.join()",
        "calls": "p = Process(target=task(name))\np.start()\np.join()",
    }
    twins = [Signature(name, "", "", {}, sorted(source_words(text.encode()))) for name, text in sources.items()]
    for name, text in sources.items():
        longer = f"import os\nfor i in range(3):\n    print(i)\n{text}"
        chosen = choose_twin(twins, source_words(longer.encode()))
        assert chosen is not None
        assert chosen.mistake == name
    assert choose_twin(twins, source_words(b"print('hello')")) is None


def test_what_some_runs_show_is_no_hindrance_and_no_proof() -> None:
    """A chance fact may be there or not; a certain one must be, and a stranger fits nothing."""
    key, slow, late, stranger = "one/fork", "go: raises ValueError", "task: given an answer late", "task: is missing"
    runs: list[Shown] = [{key: [slow, late]}, {key: [slow]}]
    certain = common(runs)
    assert certain == {key: [slow]}
    one = Signature("late", "", "", certain, [], strange(merge(runs), certain))
    assert one.chance == {key: [late]}
    assert all(explains([one], shown) for shown in runs)
    assert not explains([one], {key: [late]})
    assert not explains([one], {key: [slow, stranger]})
    other = Signature("stranger", "", "", {key: [stranger]}, [])
    assert explains([one, other], {key: [slow, stranger]})
    assert explaining_most([one, other], {key: [slow, stranger]}) == [one, other]


GET_AT_ONCE = b"""
from multiprocessing import Pool

def run_serial(task, items, processes):
    with Pool(processes) as pool:
        return [pool.apply(task, (item,)) for item in items]

def run_parallel(task, items, processes):
    with Pool(processes) as pool:
        return [pool.apply_async(task, (item,)).get() for item in items]
"""


@pytest.mark.parametrize("source", [GET_AT_ONCE, GET_AT_ONCE.replace(b"[", b"list(").replace(b"]", b")")])
def test_a_comprehension_is_a_loop_like_any_other(source: bytes) -> None:
    """`get` at once is named by the words of the source however the loop is written, and is not taken for `apply`."""
    signatures = load_signatures(ROOT / "exercises/09_pool_apply/signatures.json")
    assert signatures is not None
    twins = [one for one in signatures.mistakes if one.mistake in ("apply_in_parallel", "get_in_the_loop")]
    assert len(twins) == 2
    chosen = choose_twin(twins, source_words(source))
    assert chosen is not None
    assert chosen.mistake == "get_in_the_loop"


def test_a_mistake_whose_children_die_is_not_named_for_children_that_die_of_something_else() -> None:
    """The same is not done, but for another reason."""
    key, nothing = "one/spawn", "task: calls none"
    guard = Signature(
        "no_main_guard", "", "", {key: ["says RuntimeError", "says RuntimeError: an attempt", nothing]}, []
    )
    assert says_the_same(guard, {key: ["says RuntimeError", nothing]})
    assert not says_the_same(guard, {key: ["says FileNotFoundError", nothing]})
    assert not says_the_same(guard, {key: [nothing]})


def test_a_source_that_has_all_that_a_mistake_lacks_is_not_that_mistake() -> None:
    """Who has started a process has not forgotten to; it came to nothing for another reason."""
    forgotten = Signature("never_started", "", "", {}, ["calls Process"])
    signatures = Signatures({}, [forgotten], ["calls Process", "calls start"], ["calls Process", "calls start"])
    assert signatures.fits(forgotten, frozenset({"calls Process", "calls join"}))
    assert not signatures.fits(forgotten, frozenset({"calls Process", "calls start", "Process: daemon"}))
