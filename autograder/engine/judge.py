"""Run one scenario in a sandbox, hold and release its probes, and write down what was seen.

Theory of operation. The judge is one loop over one selector. Whatever arrives is put on its clock
and attributed to the process that the kernel names. When nothing arrives, it looks at the tree.
When nobody can move any more (:mod:`autograder.engine.quiescence`), it writes down who waits for whom and
lets the held calls go; if it holds none, the program is stuck or done. So the greatest overlap
that the program can ever reach is seen, however slow the machine is. A process that has done its
work ends only then, too (:mod:`autograder.engine.lifecycle`): whoever did not wait for it is seen to.
"""

import time
from pathlib import Path
from typing import Any

from autograder.engine import protocol
from autograder.engine.channel import Channel
from autograder.engine.clock import Clock
from autograder.engine.deadlines import RESOURCE_SECONDS, Deadlines
from autograder.engine.evidence import Ending, Evidence, ObservedStep
from autograder.engine.holding import Holding
from autograder.engine.quiescence import Motion, Watch
from autograder.engine.recorder import Recorder, describe_call
from autograder.engine.scenario import Scenario
from autograder.errors import KitError
from autograder.sandbox.environment import Environment
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import RunningSandbox

FIRST_TICK = 0.001  # seconds between looks at the tree, growing while it is busy, up to the last tick
LAST_TICK = 0.02
LONGEST_DEAF = 0.1  # seconds after which limits are looked at, however much there is to hear
BOOT_SECONDS = 60.0  # a sandbox that has not said hello by then is the kit's own failure


def run(
    sandbox: Environment,
    student: Path,
    module: str,
    scenario: Scenario,
    start_method: str,
    seed: str,
    limits: Limits,
    others_sleep_on: bool = False,
) -> Evidence:
    """Run one scenario once, and return the evidence.

    ``others_sleep_on``: who does no work of the scenario's is kept asleep as long as anything else can happen.
    Raises :class:`KitError` if the sandbox did not work, :class:`Inconclusive` if the machine was
    too busy to tell.
    """
    evidence = Evidence(scenario, module, start_method, seed, limits=limits, level=sandbox.level)
    with sandbox.start(student, limits) as running:
        judge = Judge(running, evidence, limits, others_sleep_on)
        try:
            judge.go()
        finally:
            judge.close()
    return evidence


class Judge(Channel):
    """Decides, in one run, when held calls are let go and when the run is over."""

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
            lambda process: others_sleep_on and not evidence.does_work(self.population.member(process)),
        )
        self.recorder = Recorder(evidence, self.population, self.gates, self.holding, self.now)
        self.deadlines = Deadlines(evidence, self.population, limits)
        self.ready = self.finished = self.change_asked = self.paused = False
        self.tick, self.looked = FIRST_TICK, 0.0

    def go(self) -> None:
        """Listen; when there is nothing to hear, look."""
        while not self.over:
            for connection in self.holding.take_due():
                self.release(connection)
            self.clock.take_due()
            heard = self.hear(self.clock.until_due(self.holding.until_due(self.tick)))
            if heard:
                self.tick = FIRST_TICK
            if not heard or time.monotonic() - self.looked > LONGEST_DEAF:
                self.looked = time.monotonic()
                self.look()
                near = self.watch is not None and self.watch.is_near
                self.tick = FIRST_TICK if near else min(self.tick * 1.5, LAST_TICK)

    def end(self, ending: Ending) -> None:
        """Write down how the run ended; before the harness was ready, none of the student's code had run."""
        if ending is Ending.EXITED and not self.ready:
            raise KitError(f"The harness ended before it was ready: {bytes(self.written['errors'][-300:])!r}")
        if ending is not Ending.FINISHED and self.running.group is not None and self.running.group.ran_out_of_memory():
            ending = Ending.TOO_MUCH_MEMORY
        self.evidence.ending, self.over = ending, True
        if ending in (Ending.BLOCKED, Ending.ASLEEP, Ending.BUSY):
            self.evidence.positions = self.population.positions()
        self.evidence.leftovers = self.population.survivors() + self.population.shared_memory()
        self.evidence.seconds = self.now()

    def begin_watch(self) -> None:
        """Look at everything that the student's code can have begotten."""
        if self.watch is None:
            self.watch = self.population.watch(self.clock)

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
        if self.clock.fileno() in self.selector.get_map():
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

    def forget(self, connection: Any) -> None:
        """Whoever was held on this connection is gone."""
        self.holding.forget(connection)

    def arrive(self, connection: Any, hello: protocol.ProbeHello) -> None:
        """A probe was called: hold it, or answer at once."""
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
        self.answer(connection, self.holding.release(connection))
        self.moved()

    def hear_event(self, event: protocol.CallerEvent) -> bool:
        """The next message of the harness; whether it is to go on."""
        steps = self.evidence.steps
        match event:
            case protocol.Ready() if not self.ready:
                self.ready = True
                self.population.claim_all()
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

    def enter(self, number: int) -> None:
        """The caller is about to take a step."""
        if number < len(self.scenario.steps):
            self.evidence.steps.append(ObservedStep(self.scenario.steps[number], self.now()))

    def leave(self, event: protocol.Left) -> bool:
        """The caller has taken a step: what it says of it, what is still alive; whether it is to go on at once."""
        seen = self.evidence.steps[event.step]
        seen.survivors = self.population.survivors()  # puts on the clock who has gone before the step was left
        seen.left, seen.value = self.now(), protocol.decode_value(event.value)
        seen.error, seen.signature, seen.missing = event.error, event.signature, event.missing
        if event.error is not None:
            self.end_if_exceeded(0.0)  # an error may be a limit's doing, and then the limit is the cause
        if event.too_long:
            seen.value = protocol.Opaque("too long", f"a value of {event.too_long} bytes")
        self.paused = seen.step.pause and seen.succeeded
        if seen.succeeded and not self.paused:
            self.enter(event.step + 1)
        return not self.paused

    def look(self) -> None:
        """Look at the tree, and act if nobody can move."""
        if self.watch is None or self.control is None:
            if self.now() > BOOT_SECONDS or self.running.process.poll() is not None:
                raise KitError("The sandbox ended before the harness could say hello. `autograder doctor` tells more.")
            return
        if self.finished and not self.holding.calls and self.population.caller_is_alone():
            self.conclude()
            return
        self.end_if_exceeded()
        if self.over:
            return
        status = self.population.exit_status()
        if status is not None:
            self.evidence.exit_status = status
            self.end(Ending.EXITED)
            return
        motion = self.watch.look()
        passing = motion is Motion.DOZING and self.gates  # to begin or to end harms nobody who sleeps meanwhile
        if (motion in (Motion.BUSY, Motion.DOZING) and not passing) or self.population.caller() is None:
            self.check_limits()  # without a caller, the supervisor is about to say how it ended
        elif not self.hear(0):
            self.stand_still(motion)

    def stand_still(self, motion: Motion) -> None:
        """Nobody moves: let the clock run, processes end or begin, calls go; else all is done, stuck or asleep."""
        rounds: set[int] = set()
        if self.watch is not None and self.watch.last is not None:
            rounds = self.watch.in_rounds()
            self.clock.forget_the_gone(self.watch.alive())
        ready = self.clock.find_ready()
        if ready:
            self.recorder.note_reliance(self.recorder.waits_of(set(ready) - rounds))
            self.clock.let_go(ready)
        if ready or (not self.finished and self.clock.advance(rounds)):
            self.restart_watch()
            return
        if self.clock.is_granting():
            return
        if self.gates:
            self.recorder.note_release()
            for connection, message in self.gates.take(motion is Motion.SETTLED):
                self.answer(connection, message)
                self.moved()
            return
        if self.paused:
            self.paused = False
            self.enter(len(self.evidence.steps))
            self.answer(self.control, self.next_step())
            self.moved()
            return
        if not self.holding.calls:
            self.stand_still_for_good(motion, rounds)
            return
        if self.scenario.change and not self.change_asked:
            self.change_asked = True
            self.answer(self.control, {"change": self.scenario.change})
            self.population.signal_caller()
            self.moved()
            return
        if self.holding.wait_for_clock():
            return
        self.evidence.standstills.append(self.recorder.describe(motion, self.watch, self.clock))
        self.recorder.note_release()
        for connection in self.holding.choose():
            self.release(connection)

    def stand_still_for_good(self, motion: Motion, rounds: set[int]) -> None:
        """Nobody moves, and the judge has nothing to let go: done, asleep, or blocked for ever."""
        if self.finished:
            self.conclude()
        elif self.population.caller() is None:
            return  # it has just ended; the supervisor is about to say how
        elif self.clock.advance(rounds, everybody=True):
            self.restart_watch()
        elif self.clock.let_time_pass(rounds) or self.clock.foreign or motion is not Motion.QUIET:
            self.recorder.note_reliance(self.recorder.waits_of(self.clock.sleeping()))
            if self.deadlines.waited() > self.limits.seconds:
                self.end(Ending.ASLEEP)
        else:
            self.end(Ending.BLOCKED)

    def end_if_exceeded(self, seconds: float = RESOURCE_SECONDS) -> None:
        """End the run when its processes have used up a limit together."""
        excess = self.deadlines.find_excess(seconds)
        if excess is not None:
            self.end(excess)

    def conclude(self) -> None:
        """The caller is done and nobody moves any more."""
        if self.evidence.import_error is not None:
            self.end(Ending.IMPORT_FAILED)
        else:
            self.end(Ending.FAILED if self.evidence.failed_step() else Ending.FINISHED)

    def check_limits(self) -> None:
        """Something moves: end the run if it has used up its time, and give up if it was given none."""
        computes, enough = self.deadlines.computes()
        if computes and (self.holding.calls or self.gates):
            self.stand_still(Motion.SETTLED)  # somebody computes until a held call is over
            return
        if computes:
            self.clock.let_time_pass()  # somebody computes until a sleeper wakes up
        if enough:
            self.end(Ending.BUSY)
        elif self.deadlines.is_over():
            self.end(Ending.ASLEEP)
