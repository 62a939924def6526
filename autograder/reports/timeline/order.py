"""The judge's order of what happened, cut into columns.

Between two acts of the judge, who is first is luck: births, calls and the beginnings of sleeps of different
processes may come in any order, and each only has to come after what its own process did before. So they share
columns. Whatever the judge does (it lets calls go, lets processes end, or says that nobody can move) and whatever the
caller's steps do stands apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from autograder.engine.evidence import Ending, Evidence, ProbeCall, TimedWait

SERVED_SECONDS = (0.9, 1.0)  # multiprocessing.managers: a server waits for its end, a second at a time


class Kind(IntEnum):
    """What can happen; in this order at the very same time."""

    LEAVE = 0
    ENTER = 1
    BIRTH = 2
    CALL = 3
    SLEEP = 4
    PASSING = 5  # a call that is not held
    GONE = 6
    STANDSTILL = 7
    RELIANCE = 8
    RELEASE = 9
    END = 10


ARRIVALS = (Kind.BIRTH, Kind.CALL, Kind.SLEEP)
Key = tuple[Kind, int]  # and the index in the evidence's own list


@dataclass(frozen=True)
class Event:
    """One thing that happened; `group`: what happens to others at the same column has the same."""

    at: float
    kind: Kind
    index: int
    process: int
    group: float = 0.0

    @property
    def key(self) -> Key:
        """What names it."""
        return self.kind, self.index


def servers(evidence: Evidence) -> set[int]:
    """The processes that serve: the helpers of Python's own, and managers, by the rounds of multiprocessing's."""
    least, most = SERVED_SECONDS
    found = {process.number for process in evidence.processes if process.is_server}
    for wait in evidence.waits:
        round_of_a_server = wait.main and not wait.sleeps and wait.call == "futex" and least < wait.seconds <= most
        if wait.process is not None and not wait.process.is_caller and round_of_a_server:
            found.add(wait.process.number)
    return found - evidence.workers


WaitKey = tuple[int, bool, str, int | None]


def key_of(wait: TimedWait) -> WaitKey:
    """What tells a wait from others, also where it was read from a file twice."""
    return wait.pid, wait.main, wait.call, wait.step


def drawn_waits(evidence: Evidence) -> list[tuple[int, TimedWait, int]]:
    """Waits by index, with the process: sleeps, and those that somebody stood in when nobody could move."""
    moments = [*(one.sleepers for one in evidence.standstills), *(one.sleepers for one in evidence.reliances)]
    seen = {key_of(one) for sleepers in moments for one in sleepers}
    serving = servers(evidence)
    return [
        (index, wait, wait.process.number)
        for index, wait in enumerate(evidence.waits)
        if wait.process is not None and wait.process.number not in serving and (wait.sleeps or key_of(wait) in seen)
    ]


def is_held(call: ProbeCall, evidence: Evidence) -> bool:
    """Whether a call waits at the judge until nobody else can move."""
    return evidence.scenario.probes[call.name].holds


def is_over(evidence: Evidence) -> bool:
    """Whether a run came to an end of its own."""
    return evidence.ending in (Ending.FINISHED, Ending.FAILED, Ending.IMPORT_FAILED)


def happenings(evidence: Evidence) -> Iterator[Event]:
    """Everything that has a place in the order."""
    begun = evidence.steps[0].entered if evidence.steps else 0.0
    for index, step in enumerate(evidence.steps):
        yield Event(step.entered, Kind.ENTER, index, 0)
        if step.left is not None:
            yield Event(step.left, Kind.LEAVE, index, 0)
    for process in evidence.processes:
        if process.number and process.born > begun:
            yield Event(process.born, Kind.BIRTH, process.number, process.number)
        if process.gone is not None:
            yield Event(process.gone, Kind.GONE, process.number, process.number)
    for index, call in enumerate(evidence.calls):
        if not is_held(call, evidence):
            yield Event(call.arrived, Kind.PASSING, index, call.process.number)
            continue
        yield Event(call.arrived, Kind.CALL, index, call.process.number)
        if call.released is not None:
            yield Event(call.released, Kind.RELEASE, index, call.process.number, call.worked[1])
    for index, wait, number in drawn_waits(evidence):
        yield Event(wait.at, Kind.SLEEP, index, number)
    for index, still in enumerate(evidence.standstills):
        yield Event(still.at, Kind.STANDSTILL, index, 0)
    for index, reliance in enumerate(evidence.reliances):
        yield Event(reliance.at, Kind.RELIANCE, index, 0)
    if not is_over(evidence):
        yield Event(max(evidence.seconds, begun), Kind.END, 0, 0)


def in_order(evidence: Evidence) -> list[Event]:
    """Everything, in the judge's order; who is found to be gone at a standstill was gone before it."""
    found: list[Event] = []
    for event in sorted(happenings(evidence), key=lambda one: (one.at, one.kind, one.index)):
        at = len(found)
        while event.kind is Kind.GONE and at and found[at - 1].kind is Kind.STANDSTILL:
            at -= 1
        found.insert(at, event)
    return found


def place(evidence: Evidence) -> tuple[dict[Key, int], int]:
    """The column of each event, and how many columns there are."""
    columns: dict[Key, int] = {}
    following = 0
    for group in grouped(in_order(evidence)):
        if group[0].kind in ARRIVALS:
            following = place_arrivals(group, evidence, columns, following)
            continue
        columns.update({event.key: following for event in group})
        following += 1
    return columns, following + 1


def grouped(events: list[Event]) -> Iterator[list[Event]]:
    """What may share columns, together."""
    group: list[Event] = []
    for event in events:
        if group and not belongs(event, group):
            yield group
            group = []
        group.append(event)
    if group:
        yield group


def belongs(event: Event, group: list[Event]) -> bool:
    """Whether an event may share columns with those before it."""
    kind = group[-1].kind
    if event.kind in ARRIVALS and kind in ARRIVALS:
        # Who sleeps between two starts has a reason; their order is no luck.
        return not (event.kind is Kind.BIRTH and any(one.kind is Kind.SLEEP for one in group))
    if event.kind is Kind.ENTER and kind is Kind.LEAVE:
        return True  # from one step straight into the next
    return event.kind is kind and kind in (Kind.GONE, Kind.RELEASE) and event.group == group[-1].group


def place_arrivals(group: list[Event], evidence: Evidence, columns: dict[Key, int], first: int) -> int:
    """Put births first, each below its parent's, and the calls and sleeps after them; the next free column."""
    born: dict[int, int] = {}
    for event in group:
        if event.kind is Kind.BIRTH:
            parent = evidence.processes[event.process].parent
            born[event.process] = born.get(parent if parent is not None else -1, first - 1) + 1
            columns[event.key] = born[event.process]
    after = max(born.values(), default=first - 1) + 1
    last: dict[int, int] = {}
    for event in group:
        if event.kind is not Kind.BIRTH:
            last[event.process] = columns[event.key] = last.get(event.process, after - 1) + 1
    return max([after, *(column + 1 for column in last.values())])
