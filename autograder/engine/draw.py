"""What is drawn anew for each run: names, numbers and sizes that no program can have prepared for."""

import os
import random

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
        """Different whole numbers of four digits each, larger than any pid in the sandbox."""
        return self.sample(range(1000, 10_000), count)

    def workers(self, least: int = 3, most: int = 5) -> int:
        """A number of workers that is never the machine's own count of processors."""
        return self.choice([number for number in range(least, most + 1) if number != os.cpu_count()])
