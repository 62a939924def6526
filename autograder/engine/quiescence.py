"""Tell when nobody can move unless the judge answers, without a clock.

Theory of operation. A *collect* looks at every thread of every process below the supervisor. Two
collects in a row agree when they see the same threads, each asleep in the same blocking system
call with the same counts of context switches. A thread that ran in between has switched at least
once, so agreement means that nobody ran, and since nobody ran, nobody can wake anybody: the tree
is *quiescent* until the judge speaks. (The double collect of Afek et al., "Atomic Snapshots of
Shared Memory", JACM 1993, applied to ``/proc``.)

Four cases want care. What a TCP connection carries is known to the kernel alone for a while, which then
wakes its reader. A wait that the clock can end is no proof; it is *settled* by a heuristic
that the evidence names: the rest of the tree frozen for a second while the sleepers sleep or wake
up to the same wait again and again. A zombie whose parent waits for it is still motion, because
the wake-up is on its way. A ``Manager``'s server waits in rounds of a second beside a thread in
``accept``, and those rounds move nothing.
"""

import time
from collections.abc import Container
from dataclasses import dataclass
from enum import Enum

from autograder import kernel, peers
from autograder.engine.kernel_times import KernelTimes

SETTLE_SECONDS = 1.0  # how long everything else stands still before a timed wait is called settled
SETTLE_WAKEUPS = 8  # and how often each sleeper that wakes at all has gone back to the same wait
Key = tuple[int, int]  # process, thread


class Motion(Enum):
    """What a look at the tree shows."""

    BUSY = "busy"
    DOZING = "dozing"  # nobody has run but those whom the clock wakes; too early to call that settled
    QUIET = "quiet"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Collect:
    """One look at all threads of the tree, by (process, thread); zombies with their parents."""

    threads: dict[Key, kernel.Thread]
    zombies: dict[int, int]


def collect(root: int) -> Collect | Key:
    """Look once at every thread below ``root``; only that thread, as soon as one is met that moves.

    A process's threads are looked at after its children are known: who was born or adopted since was so by somebody
    who has run meanwhile, and who runs between two collects keeps them from agreeing.
    """
    threads: dict[Key, kernel.Thread] = {}
    zombies: dict[int, int] = {}
    for process, numbers in kernel.walk(root):
        for number in numbers if process != root else ():
            thread = kernel.read_thread(process, number)
            if thread is None or (thread.wait is None and not thread.dead):
                return process, number
            threads[process, number] = thread
            if thread.dead and number == process:
                status = kernel.read_status(f"/proc/{process}")
                if status is None:
                    return process, number
                zombies[process] = status.parent
    return Collect(threads, zombies)


def is_manager_round(threads: dict[Key, kernel.Thread], key: Key) -> bool:
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

    def __init__(
        self, root: int, held: Container[int] = (), own_network: bool = False, times: KernelTimes | None = None
    ) -> None:
        """Watch all processes below ``root``, the supervisor, which moves nothing itself.

        ``held``: threads whose waits the judge's clock holds; time cannot end those. ``own_network``: they have a
        network of their own, so that whatever is under way in it is under way to them. ``times``: those that the
        kernel keeps, which end waits that name none.
        """
        self.root, self.held, self.own_network = root, held, own_network
        self.times = times or KernelTimes()
        self.last: Collect | None = None
        self.mover: Key | None = None  # a thread that was moving when it was last looked at
        self.frozen: Collect | None = None
        self.frozen_since = 0.0
        self.is_near = False  # the last look is the first that saw nobody move, so the next one is worth making soon

    def restart(self) -> None:
        """Forget what was seen: the judge has just spoken to somebody."""
        self.last = self.frozen = None

    def look(self) -> Motion:
        """Collect once and compare with the collect before."""
        before, now = self.last, self.collect()
        anybody = next(iter(now.threads), None) if now is not None and self.own_network else None
        if anybody is not None and peers.has_data_under_way(anybody[0]):
            now = None
        self.last, self.is_near = now, before is None and now is not None
        if now is None or before is None:
            return Motion.BUSY  # a sleeper caught awake does not undo what is known of the rest
        sleepers = [key for key, thread in now.threads.items() if self.is_sleeper(now, key, thread)]
        if wakes_a_parent(now) or not stands_still(now, before, sleepers):
            self.frozen = None
            return Motion.BUSY
        return self.settle(now, sleepers) if sleepers else Motion.QUIET

    def collect(self) -> Collect | None:
        """Look once at everybody; whoever was moving is asked first, and while that is so nobody else is."""
        if self.mover is not None and kernel.is_running(*self.mover):
            return None
        found = collect(self.root)
        self.mover = None if isinstance(found, Collect) else found
        return found if isinstance(found, Collect) else None

    def is_sleeper(self, look: Collect, key: Key, thread: kernel.Thread) -> bool:
        """Whether a thread waits for the kernel's clock, the harmless rounds of a manager excepted."""
        if thread.wait is None or key[1] in self.held:
            return False
        timed = thread.wait.timed or self.times.seconds_of(key[0], thread.wait) is not None
        return timed and not is_manager_round(look.threads, key)

    def alive(self) -> set[int]:
        """The threads that the last look has seen, each first thread with the number of its process."""
        threads = self.last.threads if self.last else {}
        return {number for (_, number), thread in threads.items() if not thread.dead}

    def in_rounds(self) -> set[int]:
        """The threads that sleep in the harmless rounds of a manager, as the last look shows them."""
        threads = self.last.threads if self.last else {}
        return {key[1] for key in threads if is_manager_round(threads, key)}

    def settle(self, now: Collect, sleepers: list[Key]) -> Motion:
        """Everything stands still but for sleepers; settled once that has lasted long enough."""
        clock = time.monotonic()
        if self.frozen is None or not stands_still(now, self.frozen, sleepers):
            self.frozen_since, self.frozen = clock, now
            return Motion.DOZING
        wakeups = [now.threads[key].voluntary - self.frozen.threads[key].voluntary for key in sleepers]
        if clock - self.frozen_since < SETTLE_SECONDS or any(0 < number < SETTLE_WAKEUPS for number in wakeups):
            return Motion.DOZING
        return Motion.SETTLED


def stands_still(now: Collect, before: Collect, sleepers: list[Key]) -> bool:
    """Whether the same threads are there, sleepers in the same kind of call, and none of the others has run."""
    if now.threads.keys() != before.threads.keys():
        return False
    for key, thread in now.threads.items():
        earlier = before.threads[key]
        if key in sleepers:
            if thread.wait is None or earlier.wait is None or thread.wait.call != earlier.wait.call:
                return False
        elif thread != earlier and not (thread.dead and earlier.dead) and not is_manager_round(now.threads, key):
            return False
    return True
