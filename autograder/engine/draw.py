"""What is drawn anew for each run: names, numbers and sizes that no program can have prepared for.

Theory of operation. A grading runs an exercise's scenarios, each under several start methods, from one seed. A
program that has a value written down is right by luck where that value is drawn, so no two of these runs draw the
same. Names and numbers come from ranges of their own for each run. Sizes are few, because each costs processes:
they are dealt as in a Latin square, scenarios down and start methods across, in an order that the seed decides. So
the runs of one scenario have different sizes under different start methods, and so have the scenarios of an exercise
under one start method; and a constant is right for a scenario under one start method at most. A second call in the
same run, with as few workers as can be, makes it wrong there, too, for the price of one process.
"""

import os
import random
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Self, TypeVar

from autograder.engine.probes import is_number, require

NAMES = (
    *("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "indigo", "juniper", "kestrel", "lagoon"),
    *("maple", "nectar", "orchid", "pebble", "quartz", "raven", "saffron", "tundra", "umber", "violet", "willow"),
)
T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """The run of a grading that is drawn for: which of the exercise's scenarios, under which start method."""

    scenario: str = ""
    start_method: str = ""
    scenarios: Sequence[str] = ("",)
    start_methods: Sequence[str] = ("",)

    @property
    def row(self) -> int:
        """The scenario's number."""
        return self.scenarios.index(self.scenario)

    @property
    def column(self) -> int:
        """The start method's number."""
        return self.start_methods.index(self.start_method)

    @property
    def side(self) -> int:
        """How many different values the square needs."""
        return max(len(self.scenarios), len(self.start_methods))

    def own(self, least: int, end: int) -> range:
        """Those of the numbers from ``least`` up to ``end`` that are this run's, and no other's."""
        runs = len(self.scenarios) * len(self.start_methods)
        return range(least + self.row * len(self.start_methods) + self.column, end, runs)


class Draw(random.Random):
    """The random choices of one run, fixed by the seed; names and sizes that nobody can foresee.

    It has all that Python's own `random.Random` has: `draw.choice(items)`, `draw.sample(items, 2)`,
    `draw.randrange(1, n)`, `draw.randint(2, 6)`, `draw.shuffle(items)`, `draw.random()`. Every submission of a
    class is graded with the same draws, and every start method has draws of its own.

    >>> draw.choice([7])
    7

    Catches a program that was written for one name, one size, or the numbers in an example.
    """

    def __new__(cls, seed: str, place: Place | None = None, counts: Set[int] | None = None) -> Self:
        """``Random`` would take the place for a second seed."""
        return super().__new__(cls)

    def __init__(self, seed: str, place: Place | None = None, counts: Set[int] | None = None) -> None:
        """``seed`` is that of the whole grading, ``counts`` its machine's numbers; by default this one's."""
        self.grading, self.place, self.dealt = seed, place or Place(), 0
        self.counts = machine_counts() if counts is None else counts
        super().__init__(f"{seed}/{self.place.scenario}/{self.place.start_method}")

    def name(self) -> str:
        """A name of several characters.

        >>> name = draw.name()  # such as 'juniper-417'

        Catches `args=(name)` without its comma, which passes on each character as an argument.
        """
        return self.names(1)[0]

    def names(self, count: int) -> list[str]:
        """Different names of several characters each.

        >>> first, second = draw.names(2)
        >>> draw.names(99)
        Traceback (most recent call last):
        autograder.errors.UsageError: draw.names(99): there are 1 to 23 different names.

        Catches a name that every child gets, because it was looked up too late.
        """
        require(
            is_number(count, 1) and count <= len(NAMES),
            f"draw.names({count!r}): there are 1 to {len(NAMES)} different names.",
        )
        return [f"{word}-{self.choice(self.place.own(100, 1000))}" for word in self.sample(NAMES, count)]

    def numbers(self, count: int) -> list[int]:
        """Different whole numbers of four digits each, larger than any pid in the sandbox.

        >>> items = draw.numbers(6)

        Catches a number that is right by chance, such as a pid in the place of an item.
        """
        own = self.place.own(1000, 10_000)
        require(
            is_number(count, 1) and count <= len(own),
            f"draw.numbers({count!r}): there are 1 to {len(own)} of four digits.",
        )
        return self.sample(own, count)

    def deal(self, options: Sequence[T]) -> T:
        """One of the options: another one under each start method, and for each scenario of the exercise.

        There have to be as many different ones as there are start methods, and as there are scenarios.

        >>> rounds = draw.deal([2, 3, 4])

        Catches a number that is right by luck, or reckoned from another one: `len(items) - 4`.
        """
        require(
            len(set(options)) >= self.place.side,
            f"draw.deal({options!r}): {self.place.side} different options are needed, one for each run.",
        )
        order = list(options)
        random.Random(f"{self.grading}/deal {self.dealt}").shuffle(order)
        self.dealt += 1
        return order[(self.place.row + self.place.column) % len(order)]

    def workers(self, least: int = 3) -> int:
        """A number of workers, dealt, that is never the machine's own count of processors.

        >>> draw.workers() >= 3
        True

        Catches a pool that was made without its number of workers, or always with the same.
        """
        require(is_number(least, 1), f"draw.workers({least!r}): a whole number, 1 or more.")
        last = least + self.place.side + len(self.counts)
        sizes = [number for number in range(least, last) if number not in self.counts]
        return self.deal(sizes[: self.place.side])

    def fewer(self, workers: int, least: int = 1) -> int:
        """As few workers as can be, but another number: for a second call, in which a fixed number is wrong, too.

        It is never the machine's own count of processors, either. `least` is 2 where several are to be seen together.

        >>> draw.fewer(4) != 4
        True

        Catches a pool whose size was written down, also where that is the size that was dealt.
        """
        require(is_number(least, 1), f"draw.fewer({workers!r}, {least!r}): a whole number, 1 or more.")
        taken = {workers, *self.counts}
        return next(number for number in range(least, least + len(taken) + 1) if number not in taken)


def machine_counts() -> set[int]:
    """What a program can ask the machine for: all its processors, and those that this process may use."""
    found = {os.cpu_count() or 1}
    if hasattr(os, "sched_getaffinity"):
        found.add(len(os.sched_getaffinity(0)))
    if hasattr(os, "process_cpu_count"):
        found.add(os.process_cpu_count() or 1)
    return found
