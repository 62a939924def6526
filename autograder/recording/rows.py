"""What a record of evidence is made of. Times are rows of its column of times; processes, calls, waits are numbers."""

from typing import Annotated, Any

import msgspec

from autograder.engine.protocol import ErrorClaim, Place, SignatureClaim

FORMAT = 1  # of the whole; another one is not read
PARENT_IS_SERVER, IS_SERVER, IS_STILLBORN, OTHER_ASKED = 1, 2, 4, 8  # flags of a process
Number = Annotated[int, msgspec.Meta(ge=0)]  # the place of something in the record


class ProcessRow(msgspec.Struct, array_like=True, frozen=True):
    """A process; ``flags`` are a sum of those above."""

    pid: int
    parent: int | None
    parent_pid: int
    flags: Number
    made_by: str
    born: Number
    gone: Number | None
    loaded: Number | None
    status: int | None


class StartRow(msgspec.Struct, array_like=True, frozen=True):
    """The caller was about to start a process."""

    arrived: Number
    released: Number | None


class CallRow(msgspec.Struct, array_like=True, frozen=True):
    """A call of a probe."""

    name: str
    process: Number
    arrived: Number
    released: Number | None
    arguments: list[Any]
    keywords: dict[str, Any]
    thread: str
    place: Place | None
    watched: dict[str, Any]
    step: int
    answer: str | None
    raised: bool
    worked: tuple[float, float]


class StepRow(msgspec.Struct, array_like=True, frozen=True):
    """A step that was begun; what it asks for stands in the scenario."""

    entered: Number
    left: Number | None
    value: Any
    error: ErrorClaim | None
    signature: SignatureClaim | None
    missing: list[str] | None
    survivors: list[int]
    copies: list[Number]


class WaitRow(msgspec.Struct, array_like=True, frozen=True):
    """A sleep, or a wait with a time limit."""

    process: Number | None
    pid: int
    main: bool
    call: str
    seconds: float
    sleeps: bool
    at: Number
    step: int | None
    beside: int
    count: int


class PositionRow(msgspec.Struct, array_like=True, frozen=True):
    """Where a process stood."""

    process: Number
    place: Place | None
    wait: str
    awaited_pid: int | None


class LockRow(msgspec.Struct, array_like=True, frozen=True):
    """A thread that waits for a lock; threads and locks are counted in the order in which they were seen."""

    process: Number | None
    thread: int
    lock: int
    switches: int


class StandstillRow(msgspec.Struct, array_like=True, frozen=True):
    """A moment at which nobody could move; who went on since the one before, and who came."""

    at: Number
    went: list[Number]
    came: list[Number]
    step: int | None
    wait: str
    joins: Number | None
    timed: bool
    settled: bool
    children: int
    positions: list[PositionRow]
    locks: list[LockRow]
    woke: list[Number]
    fell_asleep: list[Number]


class RelianceRow(msgspec.Struct, array_like=True, frozen=True):
    """A moment at which nothing but time could let anybody go on."""

    at: Number
    step: int
    sleepers: list[Number]


class EvidenceRow(msgspec.Struct, array_like=True, frozen=True):
    """All of one run; ``ticks``: microseconds from each time to the next."""

    format: int
    module: str
    start_method: str
    seed: str
    ending: str
    ticks: list[int]
    processes: list[ProcessRow]
    unannounced: list[int]
    starts: list[StartRow]
    calls: list[CallRow]
    steps: list[StepRow]
    waits: list[WaitRow]
    standstills: list[StandstillRow]
    reliances: list[RelianceRow]
    judge_has_clock: bool
    import_error: ErrorClaim | None
    exit_status: int | None
    changed: Number | None
    positions: list[PositionRow]
    tasks: int
    limits: list[float | int]
    leftovers: list[str]
    output: str
    errors: str
    notes: list[str]
    level: str
    seconds: Number
    kept: float
    paces: list[RelianceRow] = []  # none in records of before they were noted
