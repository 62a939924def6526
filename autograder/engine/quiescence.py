"""Tell when nobody can move unless the judge answers, without a clock.

Theory of operation. A *collect* looks at every thread of every process below the supervisor. Two
collects in a row agree when they see the same threads, each asleep in the same blocking system
call with the same counts of context switches. A thread that ran in between has switched at least
once, so agreement means that nobody ran, and since nobody ran, nobody can wake anybody: the tree
is *quiescent* until the judge speaks. (The double collect of Afek et al., "Atomic Snapshots of
Shared Memory", JACM 1993, applied to ``/proc``.)

Three cases want care. A wait that the clock can end is no proof; it is *settled* by a heuristic
that the evidence names: the rest of the tree frozen for a second while the sleepers sleep or wake
up to the same wait again and again. A zombie whose parent waits for it is still motion, because
the wake-up is on its way. A ``Manager``'s server waits in rounds of a second beside a thread in
``accept``, and those rounds move nothing.
"""

import time
from dataclasses import dataclass
from enum import Enum

from autograder.engine import kernel

SETTLE_SECONDS = 1.0  # how long everything else stands still before a timed wait is called settled
SETTLE_WAKEUPS = 8  # and how often each sleeper that wakes at all has gone back to the same wait
MOTION_SECONDS = 1.0  # a tree that moves now and then is not yet settled


class Motion(Enum):
    """What a look at the tree shows."""

    BUSY = "busy"
    QUIET = "quiet"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Collect:
    """One look at all threads of the tree, by (process, thread); zombies with their parents."""

    threads: dict[tuple[int, int], kernel.Thread]
    zombies: dict[int, int]


def collect(root: int) -> Collect | None:
    """Look once at every thread below ``root``; ``None`` as soon as one surely moves."""
    threads: dict[tuple[int, int], kernel.Thread] = {}
    zombies: dict[int, int] = {}
    for process in kernel.descendants_of(root):
        for number in kernel.threads_of(process):
            thread = kernel.read_thread(process, number)
            if thread is None or (thread.wait is None and not thread.dead):
                return None
            threads[process, number] = thread
            if thread.dead and number == process:
                status = kernel.read_status(f"/proc/{process}")
                if status is None:
                    return None
                zombies[process] = status.parent
    return Collect(threads, zombies)


def is_manager_round(threads: dict[tuple[int, int], kernel.Thread], key: tuple[int, int]) -> bool:
    """Whether a timed wait is the idle round of a manager's server (``Server.serve_forever``)."""
    process, number = key
    wait = threads[key].wait
    return (
        number == process
        and wait is not None
        and wait.call == "futex"
        and any(
            other == process and thread.wait is not None and thread.wait.call in ("accept", "accept4")
            for (other, _), thread in threads.items()
        )
    )


def wakes_a_parent(look: Collect) -> bool:
    """Whether a zombie's parent sits in a wait that the zombie is about to end."""
    for zombie, parent in look.zombies.items():
        for (process, _), thread in look.threads.items():
            if process != parent or thread.wait is None:
                continue
            if thread.wait.call == "waitid":
                return True
            if thread.wait.call == "wait4":
                wanted = thread.wait.arguments[0] & 0xFFFFFFFF
                status = kernel.read_status(f"/proc/{zombie}")
                if wanted == 0xFFFFFFFF or status is None or status.pids[-1] == wanted:
                    return True
    return False


class Watch:
    """Watches one tree; ``look`` is called again and again and says what it shows."""

    def __init__(self, root: int) -> None:
        """Watch all processes below ``root``, the supervisor, which moves nothing itself."""
        self.root = root
        self.last: Collect | None = None
        self.frozen_since: float | None = None
        self.frozen: dict[tuple[int, int], kernel.Thread] = {}

    def restart(self) -> None:
        """Forget what was seen: the judge has just spoken to somebody."""
        self.last = None
        self.frozen_since = None

    def look(self) -> Motion:
        """Collect once and compare with the collect before."""
        before, now = self.last, collect(self.root)
        self.last = now
        if now is None or before is None or now.threads.keys() != before.threads.keys() or wakes_a_parent(now):
            return self.busy(now)
        sleepers = []
        for key, thread in now.threads.items():
            if thread.wait is not None and thread.wait.timed and not is_manager_round(now.threads, key):
                sleepers.append(key)
            elif not same(thread, before.threads[key]) and not is_manager_round(now.threads, key):
                return self.busy(now)
        return self.settle(now, sleepers) if sleepers else Motion.QUIET

    def busy(self, now: Collect | None) -> Motion:
        """Somebody moved. A sleeper that was caught awake does not undo what is known of the rest."""
        if now is not None:
            self.frozen_since = None
        return Motion.BUSY

    def settle(self, now: Collect, sleepers: list[tuple[int, int]]) -> Motion:
        """Everything stands still but for sleepers; settled once that has lasted long enough."""
        clock = time.monotonic()
        if self.frozen_since is None or not self.is_still_frozen(now, sleepers):
            self.frozen_since, self.frozen = clock, now.threads
            return Motion.BUSY
        if clock - self.frozen_since < SETTLE_SECONDS:
            return Motion.BUSY
        for key in sleepers:
            wakeups = now.threads[key].voluntary - self.frozen[key].voluntary
            if 0 < wakeups < SETTLE_WAKEUPS:
                return Motion.BUSY
        return Motion.SETTLED

    def is_still_frozen(self, now: Collect, sleepers: list[tuple[int, int]]) -> bool:
        """Whether nobody but the sleepers moved, and they still wait in the same kind of call."""
        if now.threads.keys() != self.frozen.keys():
            return False
        return all(
            thread.wait is not None and before.wait is not None and thread.wait.call == before.wait.call
            if key in sleepers
            else same(thread, before) or is_manager_round(now.threads, key)
            for key, thread in now.threads.items()
            for before in [self.frozen[key]]
        )


def same(now: kernel.Thread, before: kernel.Thread) -> bool:
    """Whether a thread has not run between two looks at it."""
    return (now.dead and before.dead) or now == before
