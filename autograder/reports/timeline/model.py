"""What a picture of a run is made of, whoever paints it: lanes, spans, marks, arrows, and moments.

The axis is the judge's order, and no clock. How long anything took in seconds is the machine's doing; what came
after what is the program's. So time is cut into *columns*: all that happened between two acts of the judge, and
could as well have happened in another order, stands in one column. Two runs with the same draws look the same on
any machine, and a program whose processes wait for each other without need is longer than one whose do not.

Pids are those that the student's own code sees.
"""

import re
from dataclasses import dataclass
from enum import Enum

OF_PYTHON, NUMBER_AND_FUNCTION = re.compile(r"^Thread-(\d+ \(.+\))$"), r"\1"  # how threading names a thread


class Doing(Enum):
    """What somebody does for a while."""

    STEP = "runs the function that was called"
    CALL = "is in a call that the grader holds"
    WAIT = "waits"
    SLEEP = "sleeps, or waits with a time limit"
    COMPUTE = "computes"


class Sign(Enum):
    """What happens to somebody at one moment."""

    BORN = "is born"
    GONE = "is gone"
    CALL = "calls, and is not held"
    RETURNS = "returns from the caller's function, too"


class Tie(Enum):
    """Why an arrow leads from one lane to another."""

    STARTS = "starts"
    WAITS_FOR = "waits for"


@dataclass(frozen=True)
class Span:
    """Something that lasts from one column to another, the latter not included.

    - `text`: a word or two, for the bar itself.
    - `title`: the same as words that follow a subject, such as "waits for process 3 to end".
    - `brief`: what is left of the text where there is hardly any room; of a step, its number among those of one name.
    - `to`: the lane that is waited for; None when it waits for nobody, or nobody knows for whom.
    - `is_open`: whether it was still going on when the run was over.
    """

    doing: Doing
    begin: int
    end: int
    text: str
    title: str
    to: int | None = None
    brief: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class Mark:
    """Something that happens at one column."""

    sign: Sign
    at: int
    title: str


@dataclass(frozen=True)
class Lane:
    """One process, or one of its threads where that matters.

    - `role`: caller, child, worker, manager, fork server or helper; "thread" for a thread.
    - `pid`: as the student's own code sees it; 0 for what stands for several.
    - `thread`: its name, for a thread.
    - `born`, `gone`: the columns of its life; `gone` is None when it was alive at the end.
    - `ended`: how it ended, where that was not well, such as "with exit status 1".
    - `turn`: of a function that was called more than once, which call it works for, such as "2nd".
    """

    role: str
    pid: int
    born: int
    gone: int | None
    spans: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    thread: str = ""
    ended: str = ""
    turn: str = ""

    @property
    def name(self) -> str:
        """How the lane is called beside it."""
        thread = f"thread {OF_PYTHON.sub(NUMBER_AND_FUNCTION, self.thread)}" if self.thread else ""
        parts = [thread or self.role, f"pid {self.pid}" if self.pid and not thread else "", self.turn]
        return ", ".join(filter(None, parts))


@dataclass(frozen=True)
class Arrow:
    """From one lane to another, at one column."""

    tie: Tie
    at: int
    source: int
    target: int


@dataclass(frozen=True)
class Standstill:
    """A column at which nobody could move, so that the judge let calls go on; numbered from 1."""

    number: int
    at: int


@dataclass(frozen=True)
class Moment:
    """The column that the verdict rests on, as far as the evidence alone can tell; and why, as a sentence."""

    at: int
    sentence: str


@dataclass(frozen=True)
class Run:
    """The picture of one run.

    - `columns`: how many there are; each `at`, `begin` and `end` lies in `range(columns + 1)`.
    - `caption`: what is to be seen in it, as a sentence.
    - `is_over`: whether it came to an end of its own; one that was ended says nothing by its length.
    - `cuts`: columns that stand for many which were left out.
    """

    title: str
    caption: str
    lanes: tuple[Lane, ...]
    arrows: tuple[Arrow, ...]
    standstills: tuple[Standstill, ...]
    columns: int
    moment: Moment | None = None
    is_over: bool = True
    cuts: tuple[int, ...] = ()

    @property
    def turns(self) -> tuple[Span, ...]:
        """The later calls of a function that was called more than once."""
        steps = [span for span in self.lanes[0].spans if span.doing is Doing.STEP] if self.lanes else []
        return tuple(span for number, span in enumerate(steps) if number and span.brief)


@dataclass(frozen=True)
class Timeline:
    """One run, and beside it the reference's with the same draws if there is one."""

    run: Run
    reference: Run | None = None

    @property
    def runs(self) -> tuple[Run, ...]:
        """The one, or both."""
        return (self.run,) if self.reference is None else (self.run, self.reference)
