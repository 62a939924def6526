"""Whether anybody could come between a process's reading of a managed dict and its writing.

A thread that waits for a lock is woken when the lock is let go. If somebody else is quicker, it finds
the lock taken, and goes back to the same wait; the kernel has counted one more switch (futex(2), and
proc_pid_status(5)). So a lock that was free in between is seen, also where luck kept the others out.
"""

from dataclasses import dataclass
from itertools import pairwise

from autograder.engine.evidence import Evidence, LockWait, ProbeCall, Process, Standstill


@dataclass(frozen=True)
class Interruption:
    """Somebody could come between a reading and the writing that belongs to it, or did."""

    reading: ProbeCall
    writing: ProbeCall
    by: Process | None  # ``None``: a process that was never seen at the judge, such as a manager's server
    came: bool  # it read there; otherwise it was woken there, and found the lock taken again


def interruptions(evidence: Evidence, reads: str, writes: str) -> list[Interruption]:
    """All that came, or could have come, between the last reading of a process and its next writing."""
    updates = pair_updates(evidence, reads, writes)
    found = [
        Interruption(*one, other[0].process, came=True)
        for one in updates
        for other in updates
        if other[0].process is not one[0].process and one[0].arrived < other[0].arrived < one[1].arrived
    ]
    for earlier, later in pairwise(evidence.standstills):
        for reading, writing in updates:
            if earlier.held == [reading] and later.held == [writing]:
                woken = [one for one in woken_between(earlier, later) if one.process is not reading.process]
                found += [Interruption(reading, writing, one.process, came=False) for one in woken[:1]]
    return found


def pair_updates(evidence: Evidence, reads: str, writes: str) -> list[tuple[ProbeCall, ProbeCall]]:
    """Each writing with the last reading of the same process before it."""
    pairs = []
    for writing in evidence.calls_of(writes):
        before = [
            reading
            for reading in evidence.calls_of(reads)
            if reading.process is writing.process and reading.arrived < writing.arrived
        ]
        pairs += [(before[-1], writing)] if before else []
    return pairs


def woken_between(earlier: Standstill, later: Standstill) -> list[LockWait]:
    """Who waited for the same lock at both moments, and ran in between.

    Not told after a moment at which processes were asked where they stood: the question wakes them.
    """
    if earlier.positions:
        return []
    before = {(one.thread, one.lock): one.switches for one in earlier.locks}
    return [one for one in later.locks if before.get((one.thread, one.lock), one.switches) != one.switches]
