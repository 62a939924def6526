"""What the trusted side saw of one run. Observations are the kernel's word; claims came as JSON.

Times are seconds on the judge's one monotonic clock since the sandbox was started. Processes are
numbered in the order in which the judge came to know them; number 0 is the caller.
"""

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from math import inf
from typing import Any

from autograder.engine.protocol import ErrorClaim, Place, SignatureClaim
from autograder.engine.scenario import Scenario
from autograder.engine.steps import Step
from autograder.sandbox.limits import Limits


class Ending(Enum):
    """How a run ended, as observed from outside."""

    FINISHED = "finished"
    FAILED = "a step failed"
    IMPORT_FAILED = "the module could not be imported"
    EXITED = "the caller ended before its work was done"
    BLOCKED = "blocked for ever"
    ASLEEP = "still asleep at the time limit"
    BUSY = "still computing at the processor time limit"
    OVERTIME = "still running when the time of a whole run was over"
    OVERWORK = "still running when the processor time of a whole run was used up"
    TOO_MANY_CALLS = "too many calls, or too much handed over in them"
    TOO_MANY_PROCESSES = "too many processes"
    TOO_MUCH_MEMORY = "too much memory"
    TOO_MUCH_OUTPUT = "too much output"
    GARBLED = "spoke nonsense to the judge"


@dataclass
class Process:
    """A process of the student's, in the kernel's words.

    - `number`: in the order in which the judge came to know them; the caller is 0.
    - `pid`: the one that its own code sees.
    - `parent`: the number of its parent, None when that is not known.
    - `parent_pid`: what `os.getppid()` gives in it.
    - `parent_is_server`: whether that is Python's fork server, so that who has asked for it is another.
    - `is_child`: whether it is the caller's own: forked from it, or asked for by it alone.
    - `is_caller`: whether it is the process that called the student's function.
    - `made_by`: the module whose line made it, such as `multiprocessing.popen_fork`, by its own word; "" for one that
      never said hello, as under `subprocess`.
    - `is_stillborn`: whether it ended while it was loading the program's file, before its work, by its own word.
    - `born`, `gone`: when it was born and gone, in seconds on the judge's clock; `gone` is None while it lives.
    """

    number: int
    pid: int
    parent: int | None
    parent_pid: int  # what os.getppid() gives in it; 0 when its parent was gone already
    parent_is_server: bool
    is_server: bool  # a helper of Python's own, not of the student's making
    born: float
    made_by: str = ""
    gone: float | None = None
    loaded: float | None = None  # when it said that it had loaded the program's main module, as a fresh Python does
    is_stillborn: bool = False
    status: int | None = None  # its exit status, or the negative number of a signal; None when nobody says
    other_asked: bool = False  # a process that is not the caller has asked the fork server for it

    @property
    def is_caller(self) -> bool:
        """Whether it is the process that called the student's function."""
        return self.number == 0

    @property
    def is_child(self) -> bool:
        """Whether it is the caller's own: forked from it, or asked for by it alone."""
        return self.parent == 0 or (self.parent_is_server and not self.other_asked)


@dataclass
class ProbeCall:
    """One call of a probe. That it came, from whom and when is observed; what it says is the program's own claim.

    - `name`: the probe's.
    - `process`: where it came from, a `Process`.
    - `arrived`, `released`: when it came, and when it was let go, in seconds on the judge's clock; `released` is None
      when it never was.
    - `arguments`, `keywords`: what it was given, a list and a dict (claimed). What is no plain data is an `Opaque`.
    - `watched`: the globals that the probe watches, as they were in the calling process (claimed).
    - `answer`: the nonce that it was given, None without one.
    - `raised`: whether it was let go by an exception, because the scenario has it fail.
    """

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
class TimedWait:
    """A wait with a time limit, a sleep among them, of one thread in one step (observed as it began)."""

    process: Process | None  # None for one that never spoke to the judge
    pid: int  # as its own code sees it
    main: bool  # whether the process's first thread waits
    call: str  # the system call
    seconds: float  # the longest that it was to take
    sleeps: bool  # nothing but time could end it
    at: float
    step: int | None
    beside: int  # the most processes that were alive beside the caller while it waited for this; 0: it did not
    count: int = 1


@dataclass(frozen=True)
class Reliance:
    """A moment at which nothing but time could let anybody go on (observed), and who slept or waited with a limit.

    Of `reliances`: what was waited for had come, and the caller has not moved; it waits for one of those who sleep.
    Of `paces`: what began next, a start, a process or a call, began only because the time of these was over.
    """

    at: float
    step: int
    sleepers: list[TimedWait]


@dataclass
class Standstill:
    """A moment at which nobody could move, so that the judge let calls go on.

    - `at`: when, in seconds on the judge's clock.
    - `held`: the calls that waited at the judge, of all probes.
    - `positions`: with `whereabouts`, where every process stood; each a `Position`.
    """

    at: float
    held: list[ProbeCall]
    step: int | None  # the step that the caller was in, or None when it waited at the judge itself
    wait: str  # the caller's system call, "" when unknown
    joins: Process | None  # the child that the caller's wait4 names
    timed: bool
    settled: bool  # by a heuristic, not by proof
    children: int  # processes of the student's alive, the caller left out
    positions: list["Position"]  # where processes stood, if that was asked
    locks: list[LockWait] = field(default_factory=list)
    sleepers: list[TimedWait] = field(default_factory=list)  # who was in a sleep or a timed wait


@dataclass
class ObservedStep:
    """One step of the scenario.

    - `entered`, `left`: when it began and ended, in seconds on the judge's clock; `left` is None when it never ended.
    - `value`: what it gave (claimed), None when it has raised.
    - `succeeded`: whether it was left, and with a value.
    """

    step: Step
    entered: float
    left: float | None = None
    value: Any = None
    error: ErrorClaim | None = None
    signature: SignatureClaim | None = None
    missing: list[str] | None = None
    survivors: list[int] = field(default_factory=list)  # observed: the pids of who was alive when it was left
    copies: list[Process] = field(default_factory=list)  # who else returned from it: forked from the caller within it

    @property
    def succeeded(self) -> bool:
        """Whether the step was left, and with a value."""
        return self.left is not None and self.error is None and self.missing is None


@dataclass(frozen=True)
class Position:
    """Where a process stood when nobody could move.

    - `process`: whose position it is, a `Process`.
    - `place`: file, line and function of the student's code (claimed); None when none of it was running.
    """

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
    unannounced: list[int] = field(default_factory=list)  # observed while the file was loaded: pids, 0 if it is gone
    starts: list[Start] = field(default_factory=list)  # where time is measured
    calls: list[ProbeCall] = field(default_factory=list)
    steps: list[ObservedStep] = field(default_factory=list)
    standstills: list[Standstill] = field(default_factory=list)
    waits: list[TimedWait] = field(default_factory=list)
    reliances: list[Reliance] = field(default_factory=list)
    paces: list[Reliance] = field(default_factory=list)
    judge_has_clock: bool = False  # whether sleeps and timed waits were held for the judge, and so are all known
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
    kept: float = 0.0  # of these, how long the machine was busy with others
    conjectured: bool = field(default=False, metadata={"recorded": False})  # the judge went on without a proof, too

    def calls_of(self, name: str) -> list[ProbeCall]:
        """The calls of one probe, in the order of arrival."""
        return [call for call in self.calls if call.name == name]

    @cached_property
    def answers(self) -> dict[str, ProbeCall]:
        """The call that each answer was given to, in the order of their ends; of a run that is over."""
        return {call.answer: call for call in sorted(self.calls, key=lambda one: one.released or 0.0) if call.answer}

    @cached_property
    def workers(self) -> frozenset[int]:
        """The numbers of the processes that called a probe; of a run that is over."""
        return frozenset(call.process.number for call in self.calls)

    @property
    def caller(self) -> Process:
        """The process that called the student's functions."""
        return self.processes[0]

    def made(self) -> list[Process]:
        """The processes that the student's code has made."""
        return [process for process in self.processes[1:] if not process.is_server]

    def stillborn(self) -> list[Process]:
        """The processes that ended because they could not load the program's main module."""
        return [process for process in self.processes if process.is_stillborn]

    def overlap(self, name: str) -> int:
        """The greatest number of calls of one probe that ever waited at the same time."""
        return max((sum(call.name == name for call in still.held) for still in self.standstills), default=0)

    def two_in_one_process(self, name: str) -> tuple[Standstill, ProbeCall, ProbeCall] | None:
        """Two calls of one probe that were going on in one process, as its threads can have it; and when."""
        for still in self.standstills:
            running: dict[int, ProbeCall] = {}
            for call in still.held:
                if call.name == name and running.setdefault(call.process.number, call) is not call:
                    return still, running[call.process.number], call
        return None

    def left_running(self, seen: ObservedStep) -> list[int]:
        """The pids of who a step left alive: seen when it returned, or known later to have been on its way."""
        left = seen.left if seen.left is not None else self.seconds
        next_step = next((one.entered for one in self.steps if one is not seen and one.entered >= left), inf)
        later = [one.pid for one in self.made() if one.born < next_step and (one.gone or inf) > left]
        return list(dict.fromkeys([*seen.survivors, *later]))

    def failed_step(self) -> ObservedStep | None:
        """The step that raised, or that asked for a name that is missing; if any."""
        return next((seen for seen in self.steps if seen.error is not None or seen.missing is not None), None)
