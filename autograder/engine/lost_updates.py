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
    found = first_to_come(updates)
    pairs = {(id(reading), id(writing)) for reading, writing in updates}
    for earlier, later in pairwise(evidence.standstills):
        if len(earlier.held) != 1 or len(later.held) != 1:
            continue
        reading, writing = earlier.held[0], later.held[0]
        if (id(reading), id(writing)) in pairs:
            woken = [one for one in woken_between(earlier, later) if one.process is not reading.process]
            found += [Interruption(reading, writing, one.process, came=False) for one in woken[:1]]
    return found


def first_to_come(updates: list[tuple[ProbeCall, ProbeCall]]) -> list[Interruption]:
    """For each update the first other one whose reading came in between; those of one process never overlap.

    So what comes after a reading is another process's, or lies beyond the writing.
    """
    readings = sorted({id(reading): reading for reading, _ in updates}.values(), key=lambda one: one.arrived)
    nexts = {id(one): other for one, other in pairwise(readings)}
    found = [(reading, writing, nexts[id(reading)]) for reading, writing in updates if id(reading) in nexts]
    return [
        Interruption(reading, writing, other.process, came=True)
        for reading, writing, other in found
        if other.arrived < writing.arrived and other.process is not reading.process
    ]


def pair_updates(evidence: Evidence, reads: str, writes: str) -> list[tuple[ProbeCall, ProbeCall]]:
    """Each writing with the last reading of the same process before it."""
    pairs, last = [], dict[int, ProbeCall]()
    for one in evidence.calls:  # in the order of arrival
        if one.name == reads:
            last[one.process.number] = one
        elif one.name == writes and one.process.number in last:
            pairs.append((last[one.process.number], one))
    return pairs


def woken_between(earlier: Standstill, later: Standstill) -> list[LockWait]:
    """Who waited for the same lock at both moments, and ran in between.

    Not told after a moment at which processes were asked where they stood: the question wakes them.
    """
    if earlier.positions:
        return []
    before = {(one.thread, one.lock): one.switches for one in earlier.locks}
    return [one for one in later.locks if before.get((one.thread, one.lock), one.switches) != one.switches]
