"""Facts with their witnesses, and which mistake is named."""

from autograder.diagnosis.declarations import Construct
from autograder.diagnosis.facts import facts_of
from autograder.diagnosis.signatures import (
    Shown,
    Signature,
    Signatures,
    choose,
    common,
    counted,
    diagnose,
    explaining_most,
    explains,
    gather,
    merge,
    strange,
    witnesses,
)
from autograder.engine.evidence import Evidence
from autograder.engine.probes import Probe
from autograder.engine.steps import call
from tests.conftest import Judge

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
HELD = {
    "in_turn": "for $_ in $_:\n    $P.start()\n    $P.join()",
    "gives_nothing": "def $_(...):\n    $_(task, names)",
}
NAMES = ["amber-100", "birch-200", "cedar-300"]


def run(judged: Judge, name: str) -> Evidence:
    """One run of a function, named as every other one."""
    return judged(PROGRAM.replace(name, "go"), call("go", Probe("task", 3, 3), NAMES), names=NAMES)


def known(judged: Judge) -> Signatures:
    """The signatures of two mistakes."""
    normal = gather({("one", "fork"): run(judged, "right")})
    found = {name: gather({("one", "fork"): run(judged, name)}) for name in ("in_turn", "gives_nothing")}
    return Signatures(normal, [signature(name, strange(facts, normal), HELD[name]) for name, facts in found.items()])


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
        diagnosis = diagnose({("one", "fork"): run(judged, name)}, PROGRAM.encode(), signatures)
        assert diagnosis is not None
        assert diagnosis.mistake == expected
        assert diagnosis.start_method == "fork"
        assert diagnosis.happened
        assert diagnosis.code == PROGRAM.split("\n")[diagnosis.line - 1].strip()


def test_what_fits_no_mistake_gets_no_name(judged: Judge) -> None:
    """Plain evidence is better than a wrong guess."""
    signatures = known(judged)
    signatures.mistakes = [one for one in signatures.mistakes if one.mistake != "in_turn"]
    assert diagnose({("one", "fork"): run(judged, "both")}, PROGRAM.encode(), signatures) is None


def signature(name: str, facts: Shown, has: str = "$_", over: list[str] | None = None) -> Signature:
    """A mistake that always shows these facts."""
    return Signature(name, "", "", facts, Construct([[has]]), over=over or [])


def test_of_two_that_fit_the_more_special_is_named_or_none() -> None:
    """Whose construct stands over the other's; where neither does, plain evidence is better."""
    shown: Shown = {"one/fork": ["task: calls none"]}
    asks, raises = signature("asks", shown, over=["raises"]), signature("raises", shown)
    assert choose([asks, raises], shown) is asks
    assert choose([raises], shown) is raises
    assert choose([raises, signature("other", shown)], shown) is None


def test_what_is_left_over_is_not_explained() -> None:
    """Neither an error of another kind nor anything else that the mistake never showed."""
    late = signature("late", {"one/fork": ["go: returns while task runs"]})
    assert choose([late], {"one/fork": ["go: returns while task runs", "says NameError"]}) is None
    assert choose([late], {"one/fork": ["says NameError"]}) is None


def test_chance_words_and_what_is_not_graded_count_for_nothing() -> None:
    """What a program prints, what a function is called, whether a wrong number is too small, what is ungraded."""
    facts = ["says something else", "go: gives list", "task: processes more", "says TypeError: work() takes …"]
    other = ["task: processes fewer", "says TypeError: child() takes …"]
    assert counted({"one/fork": facts}, ("go: gives",)) == counted({"one/fork": other})


def test_what_was_still_at_work_when_a_step_raised_comes_of_the_exception() -> None:
    """It counts where nothing was raised, and in the same run alone."""
    left = "with calls held, the caller is in the judge and has returned"
    raised = "go: raises ValueError"
    assert counted({"one/fork": [raised, left]}) == {"one/fork": [raised]}
    assert counted({"one/fork": [raised], "two/fork": [left]}) == {"one/fork": [raised], "two/fork": [left]}
    assert counted({"one/fork": ["says ValueError: it raises trouble", left]})["one/fork"].count(left) == 1


def test_what_some_runs_show_is_no_hindrance_and_no_proof() -> None:
    """A chance fact may be there or not; a certain one must be, and a stranger fits nothing."""
    key, slow, late, stranger = "one/fork", "go: raises ValueError", "task: given an answer late", "task: is missing"
    runs: list[Shown] = [{key: [slow, late]}, {key: [slow]}]
    certain = common(runs)
    assert certain == {key: [slow]}
    one = Signature("late", "", "", certain, chance=strange(merge(runs), certain))
    assert one.chance == {key: [late]}
    assert all(explains([one], shown) for shown in runs)
    assert not explains([one], {key: [late]})
    assert not explains([one], {key: [slow, stranger]})
    other = signature("stranger", {key: [stranger]})
    assert explains([one, other], {key: [slow, stranger]})
    assert explaining_most([one, other], {key: [slow, stranger]}) == [one, other]


def test_a_later_call_is_told_with_what_was_seen_in_it(judged: Judge) -> None:
    """The task's text says what is passed to the first one; nobody has read of `again`."""
    first, second = call("go", Probe("task", 2), NAMES[:2]), call("go", Probe("again", 3, 3), NAMES)
    evidence = {("two", "fork"): judged("def go(task, names): task(names[0])", first, second)}
    found = gather(evidence)["two/fork"]
    for name, later in (("again", [f"The grader had also called {second.title}."]), ("task", [])):
        shown = {"two/fork": [fact for fact in found if fact == f"{name}: too few calls"]}
        _, told = witnesses(Signature("one", "One.", "", shown), shown, evidence)
        assert told == [f"`{name}` was called 1 time, and not {len(NAMES) if later else 2} times.", *later]


def test_a_call_that_was_not_reached_is_told_as_such(judged: Judge) -> None:
    """And one whose probes the first call was given as well is not told at all."""
    probes = Probe("task", 4), Probe("again", 2)
    first, second = call("go", probes[0], NAMES[:2]), call("go", probes[1], NAMES[:2])
    later = f"The grader would have called {second.title} after it."
    for steps, name, told_too in (((first, second), "again", [later]), ((first, first), "task", [])):
        evidence = {("two", "fork"): judged("def go(task, names): task.missing", *steps)}
        found = gather(evidence)["two/fork"]
        shown = {"two/fork": [fact for fact in found if fact == f"{name}: too few calls"]}
        _, told = witnesses(Signature("one", "One.", "", shown), shown, evidence)
        assert told[1:] == told_too
        assert f"`{name}` was called 0 times, and not" in told[0]
