"""The picture as data: who has a lane, what is drawn in it, who waits for whom, and which moment counts."""

from itertools import combinations

import pytest

from autograder.engine.evidence import Ending
from autograder.engine.probes import ManagedDict, Probe
from autograder.engine.scenario import START_METHODS
from autograder.engine.steps import call
from autograder.reports.timeline import draw
from autograder.reports.timeline.folding import fold
from autograder.reports.timeline.model import Doing, Lane, Run, Sign, Span, Tie
from tests.conftest import Judge
from tests.reports.timeline.conftest import Runs


def drawn(runs: Runs, function: str, *arguments: object, **options: object) -> Run:
    """The picture of one function's run."""
    return draw(runs(function, *arguments, **options)).run


def calls(run: Run) -> list[Span]:
    """The calls in all lanes, in the order of the lanes."""
    return [span for lane in run.lanes for span in lane.spans if span.doing is Doing.CALL]


def waits(lane: Lane) -> list[Span]:
    """What a lane waits in."""
    return [span for span in lane.spans if span.doing is Doing.WAIT]


def roles(run: Run) -> list[str]:
    """The roles, from top to bottom."""
    return [lane.role for lane in run.lanes]


def holds_together(run: Run) -> None:
    """Whatever is drawn lies in the picture, and nobody does anything before birth or after the end."""
    for lane in run.lanes:
        gone = run.columns if lane.gone is None else lane.gone
        assert 0 <= lane.born <= gone <= run.columns
        assert all(lane.born <= span.begin < span.end <= gone for span in lane.spans if not lane.thread)
        assert all(lane.born <= mark.at <= gone for mark in lane.marks)
    for arrow in run.arrows:
        assert 0 <= arrow.at <= run.columns
        assert {arrow.source, arrow.target} <= set(range(len(run.lanes)))


@pytest.mark.parametrize("start_method", START_METHODS)
def test_join_in_the_loop_is_one_bar_after_the_other(runs: Runs, start_method: str) -> None:
    """And side by side without it, in fewer columns: that is the difference to be seen."""
    serial, parallel = drawn(runs, "in_turn", start_method), drawn(runs, "together", start_method)
    first, second, third = calls(serial)
    assert first.end < second.begin < second.end < third.begin
    for one, other in combinations(calls(parallel), 2):
        assert one.begin < other.end
        assert other.begin < one.end
    assert serial.columns > parallel.columns
    for run in (serial, parallel):
        holds_together(run)


@pytest.mark.parametrize("start_method", START_METHODS)
def test_arrows_lead_to_whom_the_caller_waits_for(runs: Runs, start_method: str) -> None:
    """One for each join in the loop, each to the child that was just started, and none of them overlap."""
    run = drawn(runs, "in_turn", start_method)
    children = [number for number, lane in enumerate(run.lanes) if lane.role == "child"]
    assert [(one.source, one.target) for one in run.arrows if one.tie is Tie.WAITS_FOR] == [
        (0, one) for one in children
    ]
    for wait, child in zip(waits(run.lanes[0]), children, strict=True):
        lane = run.lanes[child]
        assert wait.text == f"waits for {lane.pid}"
        assert wait.end == lane.gone
    for number, child in enumerate(children[1:]):
        assert (run.lanes[children[number]].gone or run.columns) <= run.lanes[child].born


QUEUE = """
from multiprocessing import Process, Queue

def put(task, queue, says):
    task()
    if says:
        queue.put("done")

def hear(task, says):
    queue = Queue()
    child = Process(target=put, args=(task, queue, says))
    child.start()
    queue.get()
    child.join()
"""


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("says", [True, False])
def test_who_waits_for_a_message_waits_for_no_process(judged: Judge, start_method: str, says: bool) -> None:
    """Also where that process alone could send it; with no message the end of the process changes nothing."""
    evidence = judged(QUEUE, call("hear", Probe("task", calls=1, answer="nothing"), says), start_method=start_method)
    assert evidence.ending is (Ending.FINISHED if says else Ending.BLOCKED), evidence.errors
    run = draw(evidence).run
    held = calls(run)[0]
    assert [wait.to for wait in waits(run.lanes[0]) if wait.begin < held.end] == [None]


def test_the_moment_is_where_no_other_call_could_begin(runs: Runs) -> None:
    """The first standstill with fewer calls than there are to be; a right program has no such moment."""
    run = drawn(runs, "in_turn")
    assert run.moment is not None
    assert run.moment.at == run.standstills[0].at
    assert "Only 1 call of `task` at the same time, and not 3" in run.moment.sentence
    assert run.caption == run.moment.sentence
    for right in ("together", "manages"):
        assert drawn(runs, right).moment is None
    assert drawn(runs, "pools", tasks=5, together=2).moment is None


@pytest.mark.parametrize(("start_method", "expected"), [("fork", []), ("spawn", []), ("forkserver", ["fork server"])])
def test_each_process_has_a_lane_and_its_role(runs: Runs, start_method: str, expected: list[str]) -> None:
    """With the pid that its own code sees; the fork server too, which never says hello."""
    evidence = runs("manages", start_method)
    run = draw(evidence).run
    assert roles(run) == ["caller", *expected, "manager", "child", "child", "child"]
    pids = [lane.pid for lane in run.lanes if lane.role != "fork server"]
    assert sorted(pids) == sorted(process.pid for process in evidence.processes)
    starts = [one for one in run.arrows if one.tie is Tie.STARTS]
    assert {one.source for one in starts} == {1 if expected else 0}
    assert all(one.at == run.lanes[one.target].born for one in starts)
    assert not waits(run.lanes[roles(run).index("manager")])
    holds_together(run)


def test_workers_and_threads_have_their_own_lanes(runs: Runs) -> None:
    """A worker takes one task after another; threads that call stand below their process."""
    pool = drawn(runs, "pools", tasks=5, together=2)
    assert roles(pool) == ["caller", "worker", "worker"]
    assert sum(len([span for span in lane.spans if span.doing is Doing.CALL]) for lane in pool.lanes[1:]) == 5
    threads = drawn(runs, "in_threads")
    assert roles(threads) == ["caller", "thread", "thread", "thread"]
    assert {lane.pid for lane in threads.lanes} == {threads.lanes[0].pid}
    assert len({lane.name for lane in threads.lanes}) == 4
    assert not [one for one in threads.arrows if one.tie is Tie.STARTS]


def test_a_deadlock_shows_who_waits_for_what_for_ever(runs: Runs) -> None:
    """The caller for its child, the child in its line, both to the end; the end is the moment that counts."""
    evidence = runs("keeps_the_lock")
    assert evidence.ending is Ending.BLOCKED
    run = draw(evidence).run
    caller, child = run.lanes
    assert [(span.is_open, span.to) for span in waits(caller)] == [(True, 1)]
    (wait,) = waits(child)
    assert wait.is_open
    assert wait.text.endswith(
        f"line {next(one.place[1] for one in evidence.positions if one.process.number and one.place)}"
    )
    assert run.moment is not None
    assert run.moment.sentence == "Nobody could ever move again."
    assert not run.is_over
    assert child.gone is None


def test_who_waits_for_a_lock_waits_for_the_one_that_has_it(runs: Runs) -> None:
    """One child works at a time; the one that comes next has waited for the first alone."""
    run = drawn(runs, "takes_turns", together=1)
    assert run.moment is None
    lanes = sorted(run.lanes[1:], key=lambda lane: min(span.begin for span in lane.spans if span.doing is Doing.CALL))
    first, second, third = lanes
    assert [span.text for lane in lanes for span in waits(lane)] == ["waits for a lock"] * 2
    assert [span.to for span in waits(second)] == [run.lanes.index(first)]
    assert [span.to for span in waits(third)] == [None]


@pytest.mark.parametrize(("function", "who"), [("polls", ""), ("polls_in_a_thread", "a thread ")])
def test_a_hundred_looks_are_one_mark(runs: Runs, function: str, who: str) -> None:
    """Who asks again and again gets one bar that says how often, and the verdict rests on a moment in it."""
    run = drawn(runs, function)
    (sleep,) = [span for lane in run.lanes for span in lane.spans if span.doing is Doing.SLEEP]
    assert sleep.title.startswith(f"{who}sleeps for 0.0")
    assert sleep.title.endswith(" times")
    assert sleep in run.lanes[0].spans
    assert run.moment is not None
    assert sleep.begin <= run.moment.at < sleep.end
    assert run.columns < 20


def test_a_return_before_the_end_is_the_moment(runs: Runs) -> None:
    """Whoever does not wait returns while calls are still going on."""
    run = drawn(runs, "forgets")
    assert run.moment is not None
    assert "returned before 3 calls of `task` had ended" in run.moment.sentence
    (step,) = [span for span in run.lanes[0].spans if span.doing is Doing.STEP]
    assert run.moment.at == step.end
    assert all(span.begin < step.end < span.end or span.begin >= step.end for span in calls(run))


SHARED = """
from multiprocessing import Lock, Process

def add(shared, lock):
    value = shared["hits"]
    with lock: shared["hits"] = value + 1

def count(shared):
    lock = Lock()
    children = [Process(target=add, args=(shared, lock)) for _ in range(2)]
    for child in children: child.start()
    for child in children: child.join()
"""


def test_whoever_comes_between_reading_and_writing_makes_the_moment(judged: Judge) -> None:
    """Both have read before one of them writes; the dict's own manager is the grader's, and has a lane."""
    reads, writes = Probe("read", 2, 1, answer="nothing"), Probe("write", 2, 1, answer="nothing")
    run = draw(judged(SHARED, call("count", ManagedDict("shared", {"hits": 1}, reads, writes)))).run
    assert roles(run) == ["caller", "manager", "child", "child"]
    assert run.moment is not None
    assert run.moment.at == run.standstills[0].at
    first, second = run.lanes[2].pid, run.lanes[3].pid
    assert run.moment.sentence in [
        f"After process {one} had read and before it wrote, process {other} read."
        for one, other in ((first, second), (second, first))
    ]
    holds_together(run)


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        ("by_itself", "`task` was called in the caller itself, and not in a child."),
        ("in_threads", "`task` was called in a thread of the caller, and not in a child."),
        ("misses_an_argument", "Process {child} ended before it had called anything."),
        ("raises", "`raises` raised ValueError."),
    ],
)
def test_the_moment_is_the_first_thing_that_no_right_program_does(runs: Runs, function: str, sentence: str) -> None:
    """Each is told in a sentence, and stands where it happened."""
    run = drawn(runs, function)
    child = next((lane for lane in run.lanes if lane.role == "child"), run.lanes[0])
    assert run.moment is not None
    assert run.moment.sentence == sentence.format(child=child.pid)
    places = [span.begin for span in calls(run)] or [child.gone if child.gone is not None else run.columns - 1]
    assert run.moment.at == places[0]


COUNTS_ITSELF = """
def count(shared):
    shared["hits"] = shared["hits"] + 1
"""


def test_the_caller_may_use_a_managed_dict_itself(judged: Judge) -> None:
    """To read and write is not what children alone are for."""
    reads, writes = Probe("read", 1, 1, answer="nothing"), Probe("write", 1, 1, answer="nothing")
    evidence = judged(COUNTS_ITSELF, call("count", ManagedDict("shared", {"hits": 1}, reads, writes)))
    assert [one.name for one in evidence.calls] == ["read", "write"]
    assert draw(evidence).run.moment is None


def test_how_a_process_ended_is_told_where_that_was_not_well(runs: Runs) -> None:
    """With its exit status."""
    run = drawn(runs, "loses_one", tasks=1, together=1)
    assert [lane.ended for lane in run.lanes] == ["", "with exit status 3"]


def test_the_picture_is_the_same_whatever_the_machine_does(runs: Runs) -> None:
    """Another run with the same draws: other seconds, and in everything but that the same picture.

    Who of several gets a lock first is the program's own chance, and who is not waited for then ends later.
    """
    for function in ("together", "in_turn", "in_a_chain"):
        options = {"together": 1} if function == "in_a_chain" else {}
        one, other = runs(function, **options), runs(function, again=1, **options)
        assert one.seconds != other.seconds
        first, second = draw(one).run, draw(other).run
        assert sorted((lane.born, lane.gone or -1) for lane in first.lanes) == sorted(
            (lane.born, lane.gone or -1) for lane in second.lanes
        )
        assert first.columns == second.columns
        assert [still.at for still in first.standstills] == [still.at for still in second.standstills]


def test_many_columns_are_folded_round_what_matters(runs: Runs) -> None:
    """The beginning, the end and the moment stay; a gap says that something was left out."""
    whole = drawn(runs, "pools", tasks=24, together=3)
    assert whole.moment is not None
    folded = fold(whole, 30)
    assert whole.columns > 50
    assert folded.columns <= 30
    assert fold(folded, 30) == folded
    assert folded.cuts
    assert folded.standstills[0] == whole.standstills[0]
    assert folded.standstills[-1].number == whole.standstills[-1].number
    assert folded.moment is not None
    assert next(one.number for one in folded.standstills if one.at == folded.moment.at) == 1
    assert len(calls(folded)) < len(calls(whole))
    holds_together(folded)
    assert fold(whole, 500) is whole


def test_many_lanes_are_folded_into_one(runs: Runs) -> None:
    """Its name says how many they are, and arrows to them lead there."""
    whole = drawn(runs, "together", tasks=30, together=30)
    assert len(whole.lanes) == 31
    folded = fold(whole, 100, 12)
    assert len(folded.lanes) == 12
    assert [lane.name for lane in folded.lanes if not lane.pid] == ["20 more"]
    assert fold(folded, 100, 12) == folded
    assert folded.lanes[0] == whole.lanes[0]
    assert folded.lanes[-1] == whole.lanes[-1]
    holds_together(folded)


LOGS = """
from multiprocessing import Pool

def go(task, log):
    with Pool(1) as pool:
        pool.apply_async(task, (7,), callback=log)
        pool.close()
        pool.join()
"""


def test_a_call_that_is_not_held_is_a_mark_in_the_lane_of_its_thread(judged: Judge) -> None:
    """It has no length; a held one is a bar, and comes before it."""
    evidence = judged(LOGS, call("go", Probe("task", 1), Probe("log", 1, holds=False)))
    run = draw(evidence).run
    (thread,) = [lane for lane in run.lanes if lane.role == "thread"]
    assert "_handle_results" in thread.name
    ((mark,), (bar,)) = thread.marks, calls(run)
    assert mark.sign is Sign.CALL
    assert mark.title == f"`log({evidence.calls[0].answer!r})`"
    assert bar.end <= mark.at
