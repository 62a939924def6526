"""What the trusted side saw of one run. Observations are the kernel's word; claims came as JSON.

Times are seconds on the judge's one monotonic clock since the sandbox was started. Processes are
numbered in the order in which the judge came to know them; number 0 is the caller.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from autograder.engine.protocol import ErrorClaim, Place, SignatureClaim
from autograder.engine.scenario import Scenario, Step
from autograder.sandbox.limits import Limits

CLOCK_STEP = 0.001  # seconds by which two clocks of one machine may differ over a run
ROUNDING = 0.05  # seconds by which a program that gives tenths may be wrong


class Ending(Enum):
    """How a run ended, as observed from outside."""

    FINISHED = "finished"
    FAILED = "a step failed"
    IMPORT_FAILED = "the module could not be imported"
    EXITED = "the caller ended before its work was done"
    BLOCKED = "blocked for ever"
    ASLEEP = "still asleep at the time limit"
    BUSY = "still computing at the processor time limit"
    TOO_MANY_PROCESSES = "too many processes"
    TOO_MUCH_MEMORY = "too much memory"
    TOO_MUCH_OUTPUT = "too much output"
    GARBLED = "spoke nonsense to the judge"


@dataclass
class Process:
    """A process of the student's (observed). ``pid`` is the one that its own code sees."""

    number: int
    pid: int
    parent: int | None
    parent_pid: int  # what os.getppid() gives in it; 0 when its parent was gone already
    parent_is_server: bool
    is_server: bool  # a helper of Python's own, not of the student's making
    born: float
    made_by: str = ""  # the module whose line made it (claimed); "" when it never said hello
    gone: float | None = None

    @property
    def is_caller(self) -> bool:
        """Whether it is the process that called the student's function."""
        return self.number == 0


@dataclass
class ProbeCall:
    """One call of a probe: observed but for what is marked as claimed."""

    name: str
    process: Process
    arrived: float
    arguments: list[Any]  # claimed
    keywords: dict[str, Any]  # claimed
    thread: str  # claimed
    place: Place | None  # claimed
    watched: dict[str, Any]  # claimed
    step: int
    released: float | None = None
    answer: str | None = None
    raised: bool = False
    worked: tuple[float, float] = (0.0, 0.0)  # from when to when it was held, in the judge's own time


@dataclass
class Start:
    """The caller was about to start a process (observed): when it asked, and when it was let go."""

    arrived: float
    released: float | None = None


@dataclass(frozen=True, slots=True)
class LockWait:
    """A thread that waits for a lock, and for no longer than that takes, when nobody can move (observed)."""

    process: Process | None  # whose thread it is; None for one that never spoke to the judge
    thread: int
    lock: int  # what the kernel calls it: the address of a futex, or a file's descriptor
    switches: int  # how often the thread has gone to sleep so far


@dataclass
class Standstill:
    """A moment at which nobody could move: who waited at the judge, and what the caller waited for."""

    at: float
    held: list[ProbeCall]
    step: int | None  # the step that the caller was in, or None when it waited at the judge itself
    wait: str  # the caller's system call, "" when unknown
    joins: Process | None  # the child that the caller's wait4 names
    timed: bool
    settled: bool  # by the heuristic for sleepers, not by proof
    children: int  # processes of the student's alive, the caller left out
    positions: list["Position"]  # where processes stood, if that was asked
    locks: list[LockWait] = field(default_factory=list)


@dataclass
class ObservedStep:
    """One step of the scenario: when it began and ended (observed), what came of it (claimed)."""

    step: Step
    entered: float
    left: float | None = None
    value: Any = None
    error: ErrorClaim | None = None
    signature: SignatureClaim | None = None
    missing: list[str] | None = None
    survivors: list[str] = field(default_factory=list)  # observed: what was alive when it was left

    @property
    def succeeded(self) -> bool:
        """Whether the step was left, and with a value."""
        return self.left is not None and self.error is None and self.missing is None


@dataclass(frozen=True)
class Position:
    """Where a process stood when nobody could move; the place is the interpreter's own word."""

    process: Process
    place: Place | None
    wait: str  # the system call that its main thread waits in, "" when it computes
    awaited_pid: int | None  # the child whose end it waits for


@dataclass
class Evidence:
    """All of one run."""

    scenario: Scenario
    module: str
    start_method: str
    seed: str
    ending: Ending = Ending.FINISHED
    processes: list[Process] = field(default_factory=list)
    starts: list[Start] = field(default_factory=list)  # where time is measured
    calls: list[ProbeCall] = field(default_factory=list)
    steps: list[ObservedStep] = field(default_factory=list)
    standstills: list[Standstill] = field(default_factory=list)
    import_error: ErrorClaim | None = None
    exit_status: int | None = None
    changed: float | None = None
    positions: list[Position] = field(default_factory=list)  # where each process stood when it was stuck
    tasks: int = 0  # processes and threads that were alive together, the supervisor included, when last counted
    limits: Limits = field(default_factory=Limits)
    leftovers: list[str] = field(default_factory=list)
    output: str = ""
    errors: str = ""
    notes: list[str] = field(default_factory=list)
    level: str = ""  # the sandbox's, as autograder.sandbox.levels has it
    seconds: float = 0.0

    def calls_of(self, name: str) -> list[ProbeCall]:
        """The calls of one probe, in the order of arrival."""
        return [call for call in self.calls if call.name == name]

    @property
    def caller(self) -> Process:
        """The process that called the student's functions."""
        return self.processes[0]

    def made(self) -> list[Process]:
        """The processes that the student's code has made."""
        return [process for process in self.processes[1:] if not process.is_server]

    def overlap(self, name: str) -> int:
        """The greatest number of calls of one probe that ever waited at the same time."""
        moments = [standstill.held for standstill in self.standstills]
        return max((sum(call.name == name for call in held) for held in moments), default=0)

    def two_in_one_process(self, name: str) -> tuple[Standstill, ProbeCall, ProbeCall] | None:
        """Two calls of one probe that were going on in one process, as its threads can have it; and when."""
        for still in self.standstills:
            running: dict[int, ProbeCall] = {}
            for call in still.held:
                if call.name == name and running.setdefault(call.process.number, call) is not call:
                    return still, running[call.process.number], call
        return None

    def left_running(self, seen: ObservedStep) -> list[str]:
        """What a step left alive when it returned: seen at that moment, or known later to have been on its way."""
        left = seen.left if seen.left is not None else self.seconds
        born = [one for one in self.made() if one.born <= left]
        later = [f"process {one.pid}" for one in born if one.gone is None or one.gone > left]
        return list(dict.fromkeys([*seen.survivors, *later]))

    def time_taken(self, step: ObservedStep, calls: list[ProbeCall]) -> tuple[float, float]:
        """The fewest and the most seconds that a step can honestly say it took, rounded to a tenth or finer.

        The fewest are those from the first start to the end of the last call, the most are all that it took.
        """
        shortest = max(call.released or 0.0 for call in calls) - self.first_start(calls).arrived
        slack = ROUNDING + CLOCK_STEP
        return shortest - slack, (step.left or 0.0) - step.entered + slack

    def first_start(self, calls: list[ProbeCall]) -> Start:
        """The first start of a process that made one of these calls; where no start was seen, the first call itself.

        Starts go on one at a time, each when nobody else can move; so who is born after one belongs to it.
        """
        found = [
            start
            for process in {call.process.number: call.process for call in calls}.values()
            for start in [start for start in self.starts if (start.released or self.seconds) <= process.born][-1:]
        ]
        return min(found, key=lambda one: one.arrived, default=Start(min(call.arrived for call in calls)))

    def is_unclear(self) -> bool:
        """Whether a step says that it took what is right, but a wrong measurement could say the same.

        That is so where the machine was so slow at the end that whole seconds, or those since the first start was
        over, are among the right ones.
        """
        step = self.steps[0] if self.steps and self.scenario.measured is not None else None
        calls = [call for call in self.calls if call.released is not None]
        if step is None or step.left is None or type(step.value) not in (int, float) or not calls:
            return False
        shortest, longest = self.time_taken(step, calls)
        over = self.first_start(calls).released
        late = 0.0 if over is None else step.left - over + ROUNDING + CLOCK_STEP
        return bool(shortest <= step.value <= longest and (step.value == int(step.value) or step.value <= late))

    def failed_step(self) -> ObservedStep | None:
        """The step that raised, or that asked for a name that is missing; if any."""
        return next((seen for seen in self.steps if seen.error is not None or seen.missing is not None), None)
