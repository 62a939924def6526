"""How a class gets on is told to people and to programs."""

import io
import json
import threading

from rich.console import Console

from autograder.checks.results import ExerciseResult, Outcome
from autograder.cli.progress import Watching, duration, every, progress


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        """It begins some time."""
        self.now = 1000.0

    def __call__(self) -> float:
        """What it shows."""
        return self.now


def result(outcome: Outcome) -> ExerciseResult:
    """One result."""
    return ExerciseResult("01_topic", "title", "topic.py", outcome=outcome)


def watched(clock: Clock) -> Watching:
    """Three of a class of ten, graded in two minutes."""
    watching = Watching(10, lambda: [("ada [bold]", "01_topic"), ("bo", "02_topic")], clock)
    clock.now += 60.0
    watching("cy", result(Outcome.PASSED))
    watching("cy", result(Outcome.FAILED))
    clock.now += 60.0
    watching("di", result(Outcome.INCONCLUSIVE))
    return watching


def test_the_state_tells_rate_time_left_who_runs_and_who_failed() -> None:
    """Of everything, as numbers."""
    assert watched(Clock()).state() == {
        "graded": 3,
        "of": 10,
        "failed": 1,
        "undecided": 1,
        "seconds": 120.0,
        "per_minute": 1.5,
        "seconds_left": 280,
        "running": [{"student": "ada [bold]", "exercise": "01_topic"}, {"student": "bo", "exercise": "02_topic"}],
    }


def test_the_rate_is_that_of_the_last_minutes() -> None:
    """What was kept from before was there at once, and says nothing of the rest."""
    clock = Clock()
    watching = Watching(2000, list, clock)
    for _ in range(1000):
        watching("kept", result(Outcome.PASSED))
    for _ in range(20):
        clock.now += 60.0
        watching("run", result(Outcome.PASSED))
        state = watching.state()
    assert state["per_minute"] == 1.0
    assert state["seconds_left"] == 980 * 60


def test_people_read_a_sentence_where_there_is_no_terminal() -> None:
    """The last one at the end, however short it was; a name is no markup."""
    stream = io.StringIO()
    with progress(Console(file=stream, width=60), watched(Clock()), "auto"):
        pass
    assert stream.getvalue() == (
        "3 of 10 graded, 1 failed, 1 undecided, 1.5 a minute, 4 min 40 s left, running: ada [bold] (01), bo (02)\n"
    )


def test_programs_read_a_line_for_each_change() -> None:
    """The last one holds the end."""
    stream, clock = io.StringIO(), Clock()
    watching = watched(clock)
    with progress(Console(file=io.StringIO()), watching, "json", stream):
        watching("eve", result(Outcome.PASSED))
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert lines[-1]["event"] == "progress"
    assert (lines[-1]["graded"], lines[-1]["of"]) == (4, 10)
    assert len({line["graded"] for line in lines}) == len(lines)


def test_a_terminal_shows_a_bar() -> None:
    """With the same words."""
    stream = io.StringIO()
    with progress(Console(file=stream, width=150, force_terminal=True), watched(Clock()), "auto"):
        pass
    assert "3/10" in stream.getvalue()
    assert "1 failed, 1 undecided" in stream.getvalue()


def test_it_is_told_again_and_again() -> None:
    """While nothing happens, too, and once more when it is over."""
    told, often = [0], threading.Event()

    def tell() -> None:
        told[0] += 1
        if told[0] == 3:
            often.set()

    with every(0.001, tell):
        assert often.wait(600)
    after = told[0]
    assert after >= 4


def test_a_change_is_told_soon() -> None:
    """Without waiting for the next time."""
    told, changed = threading.Event(), threading.Event()
    with every(3600.0, told.set, changed):
        changed.set()
        assert told.wait(600)


def test_times_are_short() -> None:
    """Two units at most."""
    assert [duration(one) for one in (0.4, 59, 60, 3599, 3600, 90_000)] == [
        *("0 s", "59 s", "1 min 0 s", "59 min 59 s", "1 h 0 min", "25 h 0 min")
    ]
