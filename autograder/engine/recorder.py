"""What is written down of moments at which nobody can move, and of sleeps and timed waits."""

from collections.abc import Callable, Iterable

from autograder import kernel
from autograder.engine import protocol
from autograder.engine.alarms import ALARMS
from autograder.engine.clock import Clock
from autograder.engine.evidence import Evidence, Position, ProbeCall, Process, Reliance, Standstill, TimedWait
from autograder.engine.holding import Holding
from autograder.engine.lifecycle import LifecycleGates
from autograder.engine.notifications import Notification
from autograder.engine.population import Population
from autograder.engine.quiescence import Motion, Watch
from autograder.engine.timed_calls import TimedCall

MOST_WAITS = 2000  # so many different sleeps and timed waits of a run are written down


class Recorder:
    """Fills in the evidence of one run, as far as it is about who waits for whom."""

    def __init__(
        self,
        evidence: Evidence,
        population: Population,
        gates: LifecycleGates,
        holding: Holding,
        now: Callable[[], float],
    ) -> None:
        """Nothing is written down yet."""
        self.evidence, self.population, self.gates, self.holding = evidence, population, gates, holding
        self.now = now
        self.waits: dict[tuple[int, bool, str, int | None], TimedWait] = {}
        self.by_thread: dict[int, TimedWait] = {}
        self.advanced: float | None = None  # when the clock was last let run, if nobody could move then
        self.before: tuple[int, kernel.Thread] | None = None  # where the caller stood when something was let go

    @property
    def step(self) -> int | None:
        """The step that the caller is in; ``None`` when it waits at the judge itself."""
        last = self.evidence.steps[-1] if self.evidence.steps else None
        return len(self.evidence.steps) - 1 if last is not None and last.left is None else None

    def note_wait(self, held: Notification, process: int, call: TimedCall, goes_on: bool = False) -> None:
        """A thread begins to sleep, or to wait with a time limit, or it has set a timer or a limit.

        ``goes_on``: it asks for what is left of the limit that it had before.
        """
        member = self.population.member(process)
        key = process, held.thread == process, held.call, self.step
        wait = self.waits.get(key)
        beside = len(self.population.survivors()) if member is not None and member.is_caller and key[1] else 0
        if wait is not None:
            wait.count += not goes_on
            wait.beside = max(wait.beside, beside)
            wait.seconds = max(wait.seconds, call.seconds)
        elif len(self.waits) < MOST_WAITS:
            pid = member.pid if member else kernel.inner_pid(process)
            wait = TimedWait(member, pid, key[1], held.call, call.seconds, call.sleeps, self.now(), self.step, beside)
            self.waits[key] = wait
            self.evidence.waits.append(wait)
        if wait is not None:
            self.by_thread[-process if held.call in ALARMS else held.thread] = wait

    def waits_of(self, threads: Iterable[int]) -> list[TimedWait]:
        """What these threads (or processes with an alarm, as -pid) sleep or wait in."""
        return [self.by_thread[thread] for thread in threads if thread in self.by_thread]

    def note_return(self, ended: Iterable[int], step: int, survivors: int) -> None:
        """A step returns, and since anything else has let anybody act, the time of these was over: it waited for that.

        ``survivors``: how many processes are alive beside the caller.
        """
        for wait in self.waits_of(ended):
            if wait.step == step:
                wait.beside = max(wait.beside, survivors)

    def note_advance(self, proved: bool) -> None:
        """The clock has been let run; ``proved``: because nobody else could move."""
        self.advanced = self.now() if proved else None

    def note_pace(self, ended: Iterable[int]) -> None:
        """Something has begun, and nothing but that the time of these was over can have let it."""
        paces, step = self.evidence.paces, self.step
        if self.advanced is not None and step is not None and (not paces or paces[-1].at != self.advanced):
            paces.append(Reliance(self.advanced, step, self.waits_of(ended)))

    def describe(self, motion: Motion, watch: Watch | None, clock: Clock) -> Standstill:
        """Write down this moment."""
        wait = self.population.caller_wait(watch)
        settled = motion is Motion.SETTLED
        return Standstill(
            at=self.now(),
            held=list(self.holding.calls.values()),
            step=self.step,
            wait=wait.call,
            joins=self.population.child_with_pid(wait.joined_pid) if wait.joined_pid is not None else None,
            timed=(wait.timed and settled) or self.caller_sleeps(clock),
            settled=settled,
            children=len(self.population.survivors()),
            locks=self.population.lock_waits(watch),
            sleepers=self.waits_of(clock.sleeping()),
            positions=self.ask_positions(),
        )

    def caller_sleeps(self, clock: Clock) -> bool:
        """Whether the caller's own first thread is in a sleep or a timed wait of its own, which the judge holds."""
        caller = self.population.caller()
        return caller is not None and caller.outer_pid in set(clock.sleeping()) - clock.in_loops()

    def ask_positions(self) -> list[Position]:
        """At the first standstill, if the scenario wants it, or if fewer calls wait together than should."""
        whereabouts = self.evidence.scenario.whereabouts
        wanted = whereabouts or self.holding.is_short()
        finished = self.step is None and len(self.evidence.steps) == len(self.evidence.scenario.steps)
        if self.evidence.standstills or finished or not wanted:
            return []
        return self.population.positions(not whereabouts, self.gates.late)

    def note_release(self) -> None:
        """Calls or ends of processes are let go: remember where the caller stands."""
        self.before = None
        caller, step = self.population.caller(), self.step
        thread = kernel.read_thread(caller.outer_pid, caller.outer_pid) if caller else None
        if step is not None and thread is not None and thread.wait is not None:
            self.before = step, thread

    def note_reliance(self, sleepers: list[TimedWait]) -> None:
        """Nobody but these can go on: note it if the caller has not moved since something was let go."""
        caller, step = self.population.caller(), self.step
        if self.before is None or caller is None or step != self.before[0]:
            return
        if kernel.read_thread(caller.outer_pid, caller.outer_pid) == self.before[1]:
            self.evidence.reliances.append(Reliance(self.now(), self.before[0], sleepers))
        self.before = None


def describe_call(hello: protocol.ProbeHello, process: Process, at: float, step: int) -> ProbeCall:
    """A call of a probe as it arrives: who and when are observed, the rest is claimed."""
    return ProbeCall(
        name=hello.name,
        process=process,
        arrived=at,
        arguments=[protocol.decode_value(value) for value in hello.arguments],
        keywords={name: protocol.decode_value(value) for name, value in hello.keywords.items()},
        thread=hello.thread,
        place=hello.place,
        watched={name: protocol.decode_value(value) for name, value in hello.watched.items()},
        step=step,
    )


def note_of_itself(
    evidence: Evidence, hello: protocol.LoadedHello | protocol.CopyHello, process: Process | None, at: float
) -> bool:
    """Write down what a process has said of itself, if it is one of the sandbox's; ``False`` when that is nonsense."""
    steps = evidence.steps
    if process is None:
        return True
    if isinstance(hello, protocol.LoadedHello):
        process.is_stillborn |= not hello.done and not process.is_caller
        process.loaded = process.loaded or (at if hello.done else None)
    elif process.is_caller or not 0 <= hello.step < len(steps):
        return False
    elif process not in steps[hello.step].copies:
        steps[hello.step].copies.append(process)
    return True
