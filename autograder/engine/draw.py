"""What is drawn anew for each run: names, numbers and sizes that no program can have prepared for."""

import os
import random

from autograder.engine.probes import is_number, require

NAMES = (
    *("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "indigo", "juniper", "kestrel", "lagoon"),
    *("maple", "nectar", "orchid", "pebble", "quartz", "raven", "saffron", "tundra", "umber", "violet", "willow"),
)


class Draw(random.Random):
    """The random choices of one run, fixed by the seed; names and sizes that nobody can foresee.

    It has all that Python's own `random.Random` has: `draw.choice(items)`, `draw.sample(items, 2)`,
    `draw.randrange(1, n)`, `draw.randint(2, 6)`, `draw.shuffle(items)`, `draw.random()`. Every submission of a
    class is graded with the same draws, and every start method has draws of its own.

    >>> draw.choice([7])
    7

    Catches a program that was written for one name, one size, or the numbers in an example.
    """

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
        return [f"{word}-{self.randrange(100, 1000)}" for word in self.sample(NAMES, count)]

    def numbers(self, count: int) -> list[int]:
        """Different whole numbers of four digits each, larger than any pid in the sandbox.

        >>> items = draw.numbers(6)

        Catches a number that is right by chance, such as a pid in the place of an item.
        """
        require(is_number(count, 1) and count <= 9000, f"draw.numbers({count!r}): there are 1 to 9000 of four digits.")
        return self.sample(range(1000, 10_000), count)

    def workers(self, least: int = 3, most: int = 5) -> int:
        """A number of workers that is never the machine's own count of processors.

        >>> draw.workers() in (3, 4, 5)
        True

        Catches a pool that was made without its number of workers.
        """
        require(
            is_number(least, 1) and is_number(most, least + 1),
            f"draw.workers({least!r}, {most!r}): two whole numbers, the second one larger, so that there is a choice.",
        )
        return self.choice([number for number in range(least, most + 1) if number != os.cpu_count()])
