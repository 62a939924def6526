"""Conclude that nobody moves, where it cannot be proved (:mod:`autograder.engine.quiescence` does, on Linux).

Theory of operation. psutil says of each process how many threads it has, how much processor time it
has used, and how often it was switched. When several looks in a row, none of them late, show the same
processes with the same numbers, the tree is *settled*. A look that comes late says that the machine is
too busy for that, and the count begins anew. A process that wakes up again and again, uses hardly any
processor time and brings nothing about is *restless*: it asks instead of waiting, and the rest is settled
after a longer while. That is never proof, the evidence says so, and no grade rests on it.
"""

import time
from collections.abc import Callable

import psutil

from autograder.engine.quiescence import SETTLE_WAKEUPS, Motion, Watch
from autograder.platforms.platform import Look, Platform

LOOK_SECONDS = 0.02  # between two looks, at least
LATE_SECONDS = 0.1  # a look that comes so much later was kept from the processor
QUIET_LOOKS = 8  # so many looks in a row have to agree
QUIET_SECONDS = 0.25  # over so long a time
RESTLESS_SECONDS = 2.0  # how long somebody is watched who wakes up again and again
RESTLESS_SHARE = 0.05  # of the processor, that such a one uses at most

Looks = dict[int, Look]


class PortableWatch(Watch):
    """Watches the processes that ``tree`` gives; ``look`` is called again and again and says what it shows."""

    def __init__(self, platform: Platform, tree: Callable[[], list[psutil.Process]], caller: int) -> None:
        """``caller`` is the caller's pid."""
        super().__init__(caller)
        self.platform, self.tree = platform, tree
        self.caller_is_restless = False
        self.late = self.looked = 0.0
        self.restart()

    def restart(self) -> None:
        """Forget what was seen: the judge has just spoken to somebody."""
        self.same: tuple[float, int, Looks] | None = None
        self.first: tuple[float, Looks] | None = None

    def look(self) -> Motion:
        """Look once at every process, if it is time."""
        now = time.monotonic()
        if now - self.looked < LOOK_SECONDS:
            return Motion.BUSY
        delay, self.looked = now - self.looked, now
        seen = {process.pid: self.platform.look(process) for process in self.tree()}
        looks = {pid: look for pid, look in seen.items() if look is not None}
        if delay > LATE_SECONDS or any(look.runs for look in looks.values()) or len(looks) < len(seen):
            self.late += delay if delay > LATE_SECONDS else 0.0
            self.same = None
            return Motion.BUSY
        if self.same is None or self.same[2] != looks:
            self.same = now, 1, looks
        else:
            self.same = self.same[0], self.same[1] + 1, looks
        if self.same[1] >= QUIET_LOOKS and now - self.same[0] >= QUIET_SECONDS:
            self.caller_is_restless = False
            return Motion.SETTLED
        return self.look_at_the_restless(now, looks)

    def look_at_the_restless(self, now: float, looks: Looks) -> Motion:
        """Whether whoever is not still has only woken up again and again, for long enough."""
        if self.first is None or self.first[1].keys() != looks.keys():
            self.first = now, looks
            return Motion.BUSY
        since, before = self.first
        moving = {pid for pid in looks if looks[pid] != before[pid]}
        wakeups = [looks[pid].switches - before[pid].switches for pid in moving]
        used = sum(looks[pid].seconds - before[pid].seconds for pid in moving)
        if now - since < RESTLESS_SECONDS or any(number < SETTLE_WAKEUPS for number in wakeups):
            return Motion.BUSY
        if used > RESTLESS_SHARE * (now - since):
            return Motion.BUSY
        self.caller_is_restless = self.root in moving
        return Motion.SETTLED
