"""A function that is called twice in one run: which lane works for which call, and where the second one begins."""

import io

import pytest
from rich.console import Console

from autograder.engine.evidence import Evidence
from autograder.engine.probes import Probe
from autograder.engine.scenario import START_METHODS
from autograder.engine.steps import call
from autograder.reports.timeline import draw
from autograder.reports.timeline.model import Doing, Timeline
from autograder.reports.timeline.svg import TURN, to_svg
from autograder.reports.timeline.terminal import print_timeline
from autograder.reports.timeline.words import describe
from tests.conftest import Judge
from tests.reports.timeline.conftest import PROGRAM, Runs

TASK, AGAIN = Probe("task", 2, 2, answer="nothing"), Probe("again", 1, answer="nothing")


def twice(judged: Judge, function: str, start_method: str = "fork") -> Evidence:
    """A function that is called with two tasks, and once more with another one."""
    steps = [call(function, [TASK.labelled("a"), TASK.labelled("b")]), call(function, [AGAIN.labelled("c")])]
    return judged(PROGRAM.decode(), *steps, start_method=start_method)


@pytest.mark.parametrize("start_method", START_METHODS)
def test_each_lane_says_which_call_it_works_for(judged: Judge, start_method: str) -> None:
    """By what it was handed, and not by its birth, which may be seen late."""
    for function in ("together", "forgets"):
        run = draw(twice(judged, function, start_method)).run
        turns = {lane.pid: lane.turn for lane in run.lanes if lane.role == "child"}
        assert list(turns.values()) == ["1st", "1st", "2nd"]
        assert {lane.turn for lane in run.lanes if lane.role != "child"} == {""}
        assert [lane.name for lane in run.lanes if lane.turn == "2nd"] == [f"child, pid {list(turns)[-1]}, 2nd"]


def test_every_painter_shows_where_the_second_call_begins(judged: Judge) -> None:
    """A line through the lanes, the calls by their numbers, and the same in words; without a second call, no line."""
    timeline = Timeline(draw(twice(judged, "together")).run)
    (turn,) = timeline.run.turns
    first = [span for lane in timeline.run.lanes if lane.turn == "1st" for span in lane.spans]
    assert all(span.end <= turn.begin for span in first if span.doing is Doing.CALL)
    stream = io.StringIO()
    print_timeline(Console(file=stream, width=120, force_terminal=False), timeline)
    lines = stream.getvalue().splitlines()
    head = next(line for line in lines if "1st together(" in line)
    column = head.rindex("▏")
    assert head[column:].startswith("▏2nd together")
    lanes = [line for line in lines if line.strip().startswith(("caller", "child"))]
    assert [line[column] for line in lanes] == ["▏"] * 4
    svg = to_svg(timeline)
    assert svg.count(f'stroke-dasharray="{TURN}"') == 2  # in the picture, and in its key
    assert ", 2nd</text>" in svg
    told = describe(timeline)
    assert "1st `together([task_a, task_b])`" in told[1]
    assert "2nd `together([again_c])`" in told[1]
    assert told[-1].split(":")[0].endswith(", 2nd")


def test_what_is_called_once_has_no_number(runs: Runs) -> None:
    """And no line in its key."""
    timeline = draw(runs("together"))
    assert timeline.run.turns == ()
    assert {lane.turn for lane in timeline.run.lanes} == {""}
    assert TURN not in to_svg(timeline)


def test_the_first_return_is_the_moment_and_says_what_was_going_on(judged: Judge) -> None:
    """That of the call that did not wait, with its own calls alone."""
    evidence = twice(judged, "forgets")
    moment = draw(evidence).run.moment
    assert moment is not None
    steps = [span for span in draw(evidence).run.lanes[0].spans if span.doing is Doing.STEP]
    assert moment.at == steps[0].end
    assert moment.sentence == "`forgets` returned before 2 calls of `task` had ended."


LOGS = """
from multiprocessing import Pool

def go(task, log):
    with Pool(1) as pool:
        pool.apply_async(task, (7,), callback=log)
        pool.close()
        pool.join()

def in_the_caller(task, log):
    log(task(7))
"""


@pytest.mark.parametrize(("function", "sentence"), [("go", ""), ("in_the_caller", "`task` was called in the caller")])
def test_what_the_caller_is_to_hear_of_makes_no_moment(judged: Judge, function: str, sentence: str) -> None:
    """A callback that takes its time is the caller's own; a task is not."""
    step = call(function, Probe("task", 1), Probe("log", 1, answer="nothing"))
    moment = draw(judged(LOGS, step, one_by_one=True)).run.moment
    assert (moment.sentence if moment else "").startswith(sentence)
    assert (moment is None) == (not sentence)
