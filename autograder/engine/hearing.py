"""What the judge hears: who was born, called, slept and went, and what the harness says of the caller's steps."""

from typing import Any

from autograder.engine import protocol
from autograder.engine.channel import Channel
from autograder.engine.clock import Clock
from autograder.engine.deadlines import Deadlines
from autograder.engine.evidence import Ending, Evidence, ObservedStep, Process
from autograder.engine.holding import Holding
from autograder.engine.kernel_times import KernelTimes
from autograder.engine.quiescence import Watch
from autograder.engine.recorder import Recorder, describe_call
from autograder.errors import KitError
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import RunningSandbox

STUCK = (Ending.BLOCKED, Ending.ASLEEP, Ending.BUSY, Ending.OVERTIME, Ending.OVERWORK)


class Hearing(Channel):
    """Takes down everything that arrives in one run, and lets go what nobody has to wait for."""

    def __init__(
        self, running: RunningSandbox, evidence: Evidence, limits: Limits, others_sleep_on: bool = False
    ) -> None:
        """Take over a sandbox that has just been started."""
        super().__init__(running, evidence, limits)
        self.scenario = evidence.scenario
        self.holding = Holding(evidence, self.now, self.gates)
        self.watch: Watch | None = None
        self.clock = Clock(
            lambda *wait: self.recorder.note_wait(*wait),
            lambda process: others_sleep_on and not does_work(self.population.member(process), evidence),
            KernelTimes(limits.seconds),
        )
        self.recorder = Recorder(evidence, self.population, self.gates, self.holding, self.now)
        self.deadlines = Deadlines(evidence, self.population, limits)
        self.ready = self.finished = self.change_asked = self.paused = False

    def begin_watch(self) -> None:
        """Look at everything that the student's code can have begotten."""
        if self.watch is None:
            self.watch = self.population.watch(self.clock, self.clock.kernel_times)

    def take_listener(self, listener: int) -> None:
        """From now on the clock of this run is the judge's."""
        self.evidence.judge_has_clock = True
        self.clock.take(listener)
        self.attend(self.clock, lambda _: self.hear_clock())

    def hear_clock(self) -> None:
        """Somebody begins to sleep, or nobody is left who could."""
        if not self.clock.hear():
            self.selector.unregister(self.clock)

    def close(self) -> None:
        """As any channel, and the clock last: when it goes, a call that is held fails, and its program with it."""
        if self.clock.fileno() >= 0 and self.clock.fileno() in self.selector.get_map():
            self.selector.unregister(self.clock)
        super().close()
        self.clock.close()

    def script(self) -> dict[str, Any]:
        """The scenario as the harness reads it."""
        return self.scenario.script(self.evidence.module, self.evidence.start_method)

    def moved(self) -> None:
        """Something happened."""
        self.deadlines.restart()
        self.clock.disturb()
        self.restart_watch()

    def restart_watch(self) -> None:
        """Earlier looks say nothing any more."""
        if self.watch is not None:
            self.watch.restart()

    def understand(self, connection: Any, packet: bytes, descriptors: list[int]) -> None:
        """As any channel; and what begins because somebody's time was over, and nothing else has happened, is noted."""
        ended, begun = list(self.clock.ended), self.count_beginnings()
        super().understand(connection, packet, descriptors)
        if ended and self.count_beginnings() > begun:
            self.recorder.note_pace(ended)

    def count_beginnings(self) -> int:
        """How many starts, processes and calls there have been."""
        return len(self.evidence.starts) + len(self.evidence.processes) + len(self.evidence.calls)

    def forget(self, connection: Any) -> None:
        """Whoever was held on this connection is gone."""
        self.holding.forget(connection)

    def arrive(self, connection: Any, hello: protocol.ProbeHello) -> None:
        """A probe was called: hold it, or answer at once."""
        self.clock.ended.clear()
        process = self.population.know(connection)
        probe = self.scenario.probes.get(hello.name)
        if process is None or probe is None:
            self.let_go(connection)
            return
        call = describe_call(hello, process, self.now(), len(self.evidence.steps) - 1)
        self.evidence.calls.append(call)
        self.holding.calls[connection] = call
        if not probe.holds:
            self.release(connection)

    def release(self, connection: Any) -> None:
        """Let a held call go."""
        self.clock.ended.clear()
        self.answer(connection, self.holding.release(connection))
        self.moved()

    def hear_event(self, event: protocol.CallerEvent) -> bool:
        """The next message of the harness; whether it is to go on."""
        steps = self.evidence.steps
        match event:
            case protocol.Ready() if not self.ready:
                self.ready = True
                self.population.claim_all()
                self.clock.caller = caller.outer_pid if (caller := self.population.caller()) else 0
            case protocol.Imported() if not steps:
                self.evidence.unannounced = self.population.unannounced()
                self.enter(0)
            case protocol.ImportFailed() if not steps:
                self.evidence.import_error = event.error
            case protocol.Left() if steps and event.step == len(steps) - 1 and steps[-1].left is None:
                return self.leave(event)
            case protocol.Changed() if self.change_asked and self.evidence.changed is None:
                self.evidence.changed = self.now()
                return False
            case protocol.Finished():
                self.finished = True
                return False
            case _:
                self.end(Ending.GARBLED)
                return False
        return True

    def next_step(self) -> dict[str, Any]:
        """The step that the caller has entered, told only now, so that nothing in the caller can look ahead."""
        steps = self.evidence.steps
        return {"step": steps[-1].step.script()} if steps and steps[-1].left is None else {}

    def enter(self, number: int) -> None:
        """The caller is about to take a step."""
        if number < len(self.scenario.steps):
            self.clock.ended.clear()
            self.evidence.steps.append(ObservedStep(self.scenario.steps[number], self.now()))

    def leave(self, event: protocol.Left) -> bool:
        """The caller has taken a step: what it says of it, what is still alive; whether it is to go on at once."""
        seen = self.evidence.steps[event.step]
        seen.survivors = self.population.survivors()  # puts on the clock who has gone before the step was left
        seen.left, seen.value = self.now(), protocol.decode_value(event.value)
        self.recorder.note_return(self.clock.ended, event.step, len(seen.survivors))
        seen.error, seen.signature, seen.missing = event.error, event.signature, event.missing
        if event.error is not None:
            self.end_if_exceeded(at_once=True)  # an error may be a limit's doing, and then the limit is the cause
        if event.too_long:
            seen.value = protocol.Opaque("too long", f"a value of {event.too_long} bytes")
        self.paused = seen.step.pause and seen.succeeded
        if seen.succeeded and not self.paused:
            self.enter(event.step + 1)
        return not self.paused

    def end(self, ending: Ending) -> None:
        """Write down how the run ended; before the harness was ready, none of the student's code had run."""
        if ending is Ending.EXITED and not self.ready:
            raise KitError(f"The harness ended before it was ready: {bytes(self.written['errors'][-300:])!r}")
        if ending is not Ending.FINISHED and self.running.group is not None and self.running.group.ran_out_of_memory():
            ending = Ending.TOO_MUCH_MEMORY
        self.evidence.ending, self.over = ending, True
        if ending in STUCK:
            self.evidence.positions = self.population.positions()
        left = [f"process {pid}" for pid in self.population.survivors()]
        self.evidence.leftovers = left + self.population.shared_memory()
        self.deadlines.usage.look()
        self.evidence.kept = self.deadlines.usage.kept
        self.evidence.seconds = self.now()

    def end_if_exceeded(self, at_once: bool = False) -> None:
        """End the run when its processes have used up a limit together."""
        excess = self.deadlines.find_excess(at_once)
        if excess is not None:
            self.end(excess)

    def end_if_over(self) -> None:
        """End the run when it has had all that a run may have, whatever happens meanwhile."""
        ending = self.deadlines.find_end() if self.ready and not self.over else None
        if ending is not None:
            self.end(ending)


def does_work(process: Process | None, evidence: Evidence) -> bool:
    """Whether a process is the caller, a helper of Python's own, or has called a probe."""
    known = process is not None and (process.is_caller or process.is_server)
    return known or any(call.process is process for call in evidence.calls)
