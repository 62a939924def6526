"""What a student's code is given to call: probes, and a managed dict that tells of its reads and writes.

Whatever an author gets wrong here is refused at once with one sentence, so that no submission is graded by it.
"""

import math
from dataclasses import dataclass, field
from typing import Any, Literal

from autograder.errors import UsageError

ANSWERS = ("nonce", "same", "nothing")


def require(right: bool, sentence: str) -> None:
    """Refuse what an author of checks has got wrong."""
    if not right:
        raise UsageError(sentence)


def is_name(given: object) -> bool:
    """Whether it can be the name of something in Python."""
    return isinstance(given, str) and given.isidentifier()


def is_number(given: object, least: int) -> bool:
    """Whether it is a whole number of at least so much; True and False are none."""
    return type(given) is int and given >= least


@dataclass(frozen=True)
class Probe:
    """A callable that the student's code is given, and what is right to happen to it.

    Every call of it is an observation: the kernel says from which process it came, and the judge when.

    - `name`: how the program's evidence and your checks speak of it.
    - `calls`: how often it is to be called.
    - `together`: how many calls are to wait at the same time (1 by default).
    - `processes`: how many different processes are to call it (as many as `together` by default).
    - `holds`: whether a call waits at the judge until nobody else can move; else it is answered at once.
    - `answer`: what a call returns: `"nonce"`, a fresh text that nobody can foresee; `"same"`, one such text from
      all its calls; or `"nothing"`, None.
    - `watch`: globals of the student's module to read, in the calling process, at each call.
    - `fails`: the first arguments of the calls that raise ValueError.
    - `seconds`: how long a call with this first argument is held, in the judge's time; others are let go at
      once when nobody can move.
    - `workers`: how many different processes are to call it, by whichever of the two was said.

    Anything else is refused at once, with a UsageError that says what is wrong.

    >>> task = Probe("task", calls=4, together=2)
    >>> task.workers
    2
    >>> Probe("task", calls=1, answer="items")
    Traceback (most recent call last):
    autograder.errors.UsageError: Probe('task'): answer is 'items'; it can be 'nonce', 'same' or 'nothing'.

    Catches a result that was computed in advance, or in the wrong process: a nonce comes from its call alone; and,
    where all answers are the same, one that was taken for another.
    """

    name: str
    calls: int
    together: int = 1
    processes: int = 0
    holds: bool = True
    answer: Literal["nonce", "same", "nothing"] = "nonce"
    watch: tuple[str, ...] = ()
    fails: tuple[Any, ...] = ()
    seconds: dict[Any, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        require(is_name(self.name), f"Probe({self.name!r}): a probe is called by a name of Python's, such as 'task'.")
        most = max(self.calls, 1) if is_number(self.calls, 0) else 0
        for right, wrong in (
            (most > 0, f"calls is {self.calls!r}; it is a whole number, 0 or more"),
            (
                is_number(self.together, 1) and self.together <= most,
                f"together is {self.together!r}; it is a whole number from 1 to the number of calls, {self.calls!r}",
            ),
            (
                is_number(self.processes, 0) and self.processes <= most,
                f"processes is {self.processes!r}; it is a whole number up to the number of calls, {self.calls!r}",
            ),
            (type(self.holds) is bool, f"holds is {self.holds!r}; it is True or False"),
            (
                self.holds is True or (self.together == 1 and not self.seconds),
                "holds is False; only calls that are held can be seen together, or take `seconds`",
            ),
            (self.answer in ANSWERS, f"answer is {self.answer!r}; it can be 'nonce', 'same' or 'nothing'"),
            (
                isinstance(self.watch, tuple) and all(map(is_name, self.watch)),
                f"watch is {self.watch!r}; it is a tuple of names, such as ('x',)",
            ),
            (isinstance(self.fails, tuple), f"fails is {self.fails!r}; it is a tuple of first arguments"),
            (
                isinstance(self.seconds, dict) and all(map(is_duration, self.seconds.values())),
                f"seconds is {self.seconds!r}; it is a dict from first arguments to seconds above 0",
            ),
        ):
            require(right, f"Probe({self.name!r}): {wrong}.")

    def labelled(self, label: str) -> "Labelled":
        """The same probe as a callable of its own: `label` comes first in what its calls are given.

        >>> tasks = [Probe("task", calls=2, together=2).labelled(name) for name in draw.names(2)]

        Catches a program that calls one of several tasks twice, and another one never.
        """
        require(isinstance(label, str) and bool(label), f"Probe({self.name!r}): {label!r} is no label; it is a text.")
        return Labelled(self, label)

    @property
    def workers(self) -> int:
        """How many different processes are to call it."""
        return self.processes or self.together


def is_duration(given: object) -> bool:
    """Whether it is a number of seconds that something can take."""
    return type(given) in (int, float) and 0 < given < math.inf  # type: ignore[operator]


@dataclass(frozen=True)
class Labelled:
    """A probe under a label, so that several callables can be told apart."""

    probe: Probe
    label: str


@dataclass(frozen=True)
class ManagedDict:
    """A dict of a manager's that the grader passes in, and that tells of every read and every write.

    - `name`: how it is called; a later step can look into it, `call("shared.get", key)`.
    - `values`: what it holds at first.
    - `reads`: the probe that is called just after each read, with the name of the method, the key and the value.
    - `writes`: the probe that is called just after each write, with the name of the method and its arguments.

    >>> reads, writes = Probe("read", calls=2, answer="nothing"), Probe("write", calls=2, answer="nothing")
    >>> shared = ManagedDict("shared", {"hits": 7}, reads, writes)
    >>> ManagedDict("shared", {7: "hits"}, reads, writes)
    Traceback (most recent call last):
    autograder.errors.UsageError: ManagedDict('shared'): values is {7: 'hits'}; it is a dict whose keys are texts.

    Catches an update that is lost because nobody was kept out: every reader is held just after its read, so
    without a lock all of them have read before anybody writes.
    """

    name: str
    values: dict[str, Any]
    reads: Probe
    writes: Probe

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        for right, wrong in (
            (is_name(self.name), "a managed dict is called by a name of Python's, such as 'shared'"),
            (
                isinstance(self.values, dict) and all(isinstance(key, str) for key in self.values),
                f"values is {self.values!r}; it is a dict whose keys are texts",
            ),
            (isinstance(self.reads, Probe), f"reads is {self.reads!r}; it is a Probe"),
            (isinstance(self.writes, Probe), f"writes is {self.writes!r}; it is a Probe"),
        ):
            require(right, f"ManagedDict({self.name!r}): {wrong}.")
        require(
            self.reads.name != self.writes.name,
            f"ManagedDict({self.name!r}): reads and writes are both called {self.reads.name!r}; they need two names.",
        )
