"""What the grader asks of a student's code: which steps are taken, with which probes.

An exercise's checks describe scenarios as plain functions of a :class:`Draw`::

    def one_worker(draw: Draw) -> Scenario:
        name = draw.name()
        task = Probe("task", calls=1)
        return Scenario(
            call("Worker", task, name, keep="worker"),
            call("worker.start"),
            call("worker.join"),
            name=name,
        )

A scenario holds no expected result that must be kept from the student: what a probe returns is
drawn while the student's code runs.
"""

import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

NAMES = (
    *("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "indigo", "juniper", "kestrel", "lagoon"),
    *("maple", "nectar", "orchid", "pebble", "quartz", "raven", "saffron", "tundra", "umber", "violet", "willow"),
)


class Draw(random.Random):
    """The random choices of one run, fixed by the seed; names and sizes that nobody can foresee."""

    def name(self) -> str:
        """A name of several characters."""
        return self.names(1)[0]

    def names(self, count: int) -> list[str]:
        """Different names of several characters each."""
        return [f"{word}-{self.randrange(100, 1000)}" for word in self.sample(NAMES, count)]

    def numbers(self, count: int) -> list[int]:
        """Different whole numbers of three digits each."""
        return self.sample(range(100, 1000), count)

    def workers(self, least: int = 3, most: int = 5) -> int:
        """A number of workers that is never the machine's own count of processors."""
        return self.choice([number for number in range(least, most + 1) if number != os.cpu_count()])


@dataclass(frozen=True)
class Probe:
    """A callable that the student's code is given, and what is right to happen to it.

    ``calls``: how often it is to be called. ``together``: how many calls are to wait at the same
    time (1 by default). ``processes``: how many different processes are to call it (as many as
    ``together`` by default). ``holds``: whether a call waits at the judge. ``answer``: a call
    returns a fresh nonce, or nothing. ``watch``: globals of the student's module to read, in the
    calling process, at each call. ``fails``: the first arguments of the calls that raise.
    """

    name: str
    calls: int
    together: int = 1
    processes: int = 0
    holds: bool = True
    answer: Literal["nonce", "nothing"] = "nonce"
    watch: tuple[str, ...] = ()
    fails: tuple[Any, ...] = ()

    @property
    def workers(self) -> int:
        """How many different processes are to call it."""
        return self.processes or self.together


@dataclass(frozen=True)
class Step:
    """One thing that the caller does with the student's module.

    ``pause``: afterwards the caller waits until nobody else can move, so that whatever the step has
    set going shows before the next step is taken.
    """

    kind: Literal["call", "read", "assign", "describe"]
    target: str
    arguments: tuple[Any, ...] = ()
    keep: str = ""
    value: Any = None
    pause: bool = False

    @property
    def name(self) -> str:
        """How checks name the step: its target, or ``class Worker`` for a description."""
        return f"class {self.target}" if self.kind == "describe" else self.target

    @property
    def title(self) -> str:
        """How sentences speak of the step."""
        match self.kind:
            case "call":
                return f"`{self.target}({', '.join(map(show, self.arguments))})`"
            case "assign":
                return f"`{self.target} = {self.value!r}`"
        return f"`{self.name}`"

    def script(self) -> dict[str, Any]:
        """The step as the harness reads it."""
        arguments = [{"probe": given.name} if isinstance(given, Probe) else given for given in self.arguments]
        return {
            "kind": self.kind,
            "target": self.target,
            "arguments": arguments,
            "keep": self.keep,
            "value": self.value,
        }


def show(argument: Any) -> str:
    """An argument of a step as a student would write it."""
    return argument.name if isinstance(argument, Probe) else repr(argument)


def call(target: str, *arguments: Any, keep: str = "", pause: bool = False) -> Step:
    """Call a function, class or method (``"collect"``, ``"worker.start"``); keep what it returns under a name."""
    return Step("call", target, arguments, keep, pause=pause)


def read(target: str) -> Step:
    """Read a global of the module or an attribute of something kept (``"x"``, ``"worker.name"``)."""
    return Step("read", target)


def assign(target: str, value: Any) -> Step:
    """Set a global of the student's module, in the caller's process."""
    return Step("assign", target, value=value)


def describe(target: str) -> Step:
    """Ask what a class is: a ``dict`` that says whether it is a class, a process, and has a ``run`` of its own."""
    return Step("describe", target)


@dataclass(frozen=True)
class Scenario:
    """Steps, in order, and how the judge lets go of the calls that it holds.

    ``one_by_one``: held calls are let go in a drawn order, each when nobody can move any more;
    otherwise all at once. ``change``: a global and the value that it gets, in the caller alone,
    while calls are held. ``drawn`` keeps what was chosen, for the checks.
    """

    steps: tuple[Step, ...]
    one_by_one: bool = False
    change: tuple[str, Any] | None = None
    drawn: dict[str, Any] = field(default_factory=dict)

    def __init__(
        self, *steps: Step, one_by_one: bool = False, change: tuple[str, Any] | None = None, **drawn: Any
    ) -> None:
        """Take the steps as arguments and whatever was drawn as keywords."""
        for name, value in {"steps": steps, "one_by_one": one_by_one, "change": change, "drawn": drawn}.items():
            object.__setattr__(self, name, value)

    @property
    def probes(self) -> dict[str, Probe]:
        """Every probe that a step passes on, by name."""
        return {given.name: given for step in self.steps for given in step.arguments if isinstance(given, Probe)}

    def script(self, module: str, start_method: str) -> dict[str, Any]:
        """All that the harness is told."""
        return {
            "module": module,
            "start_method": start_method,
            "steps": [step.script() for step in self.steps],
            "watch": {name: [(module, watched) for watched in probe.watch] for name, probe in self.probes.items()},
            "change": self.change,
        }


ScenarioMaker = Callable[[Draw], Scenario]
START_METHODS: Sequence[str] = ("fork", "spawn", "forkserver")
