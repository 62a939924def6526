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
from autograder.engine.evidence import Ending, Evidence, ObservedStep, Position, ProbeCall, Standstill
from autograder.engine.holding import Holding
from autograder.engine.quiescence import Motion, Watch
from autograder.engine.scenario import Scenario
from autograder.errors import Inconclusive, KitError
from autograder.sandbox.environment import Environment
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import RunningSandbox

FIRST_TICK = 0.001  # seconds between looks at the tree, growing while it is busy, up to the last tick
LAST_TICK = 0.02
BOOT_SECONDS = 60.0  # a sandbox that has not said hello by then is the kit's own failure
RESOURCE_SECONDS = 0.03  # how often memory and threads are counted, at most; a limit is no threshold of a verdict
CLOCK_SECONDS = 0.1  # how long nothing happens before processor time is counted


def run(
    sandbox: Environment,
    student: Path,
    module: str,
    scenario: Scenario,
    start_method: str,
    seed: str,
    limits: Limits,
) -> Evidence:
    """Run one scenario once, and return the evidence.

    Raises :class:`KitError` if the sandbox did not work, :class:`Inconclusive` if the machine was
    too busy to tell.
    """
    evidence = Evidence(scenario, module, start_method, seed, limits=limits, level=sandbox.level)
    with sandbox.start(student, limits) as running:
        judge = Judge(running, evidence, limits)
        try:
            judge.go()
        finally:
            judge.close()
    return evidence


class Judge(Channel):
    """Decides, in one run, when held calls are let go and when the run is over."""

    def __init__(self, running: RunningSandbox, evidence: Evidence, limits: Limits) -> None:
        """Take over a sandbox that has just been started."""
        super().__init__(running, evidence, limits)
        self.scenario = evidence.scenario
        self.holding = Holding(evidence, self.now, self.gates)
        self.watch: Watch | None = None
        self.progress = time.monotonic()
        self.ready = self.finished = self.change_asked = self.paused = False
        self.tick = FIRST_TICK
        self.counted = 0.0

    def go(self) -> None:
        """Listen; when there is nothing to hear, look."""
        while not self.over:
            for connection in self.holding.take_due():
                self.release(connection)
            if self.hear(self.holding.until_due(self.tick)):
                self.tick = FIRST_TICK
            else:
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
            self.watch = self.population.watch()

    def script(self) -> dict[str, Any]:
        """The scenario as the harness reads it."""
        return self.scenario.script(self.evidence.module, self.evidence.start_method)

    def moved(self) -> None:
        """Something happened."""
        self.progress = time.monotonic()
        self.population.restart_clock()
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
        call = ProbeCall(
            name=hello.name,
            process=process,
            arrived=self.now(),
            arguments=[protocol.decode_value(value) for value in hello.arguments],
            keywords={name: protocol.decode_value(value) for name, value in hello.keywords.items()},
            thread=hello.thread,
            place=hello.place,
            watched={name: protocol.decode_value(value) for name, value in hello.watched.items()},
            step=len(self.evidence.steps) - 1,
        )
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
            self.check_resources(0.0)  # an error may be a limit's doing, and then the limit is the cause
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
        self.check_resources(RESOURCE_SECONDS)
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
            self.check_clocks()  # without a caller, the supervisor is about to say how it ended
        elif not self.hear(0):
            self.stand_still(motion)

    def stand_still(self, motion: Motion) -> None:
        """Nobody moves: let processes end or begin, then calls go; if none waits, all is done, stuck or asleep."""
        if self.gates:
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
            if self.finished:
                self.conclude()
            elif self.population.caller() is None:
                return  # it has just ended; the supervisor is about to say how
            elif motion is Motion.QUIET:
                self.end(Ending.BLOCKED)
            elif time.monotonic() - self.progress > self.limits.seconds:
                self.end(Ending.ASLEEP)
            return
        if self.scenario.change and not self.change_asked:
            self.change_asked = True
            self.answer(self.control, {"change": self.scenario.change})
            self.population.signal_caller()
            self.moved()
            return
        if self.holding.wait_for_clock():
            return
        self.evidence.standstills.append(self.describe(motion))
        for connection in self.holding.choose():
            self.release(connection)

    def describe(self, motion: Motion) -> Standstill:
        """Write down this moment."""
        wait = self.population.caller_wait(self.watch)
        last = self.evidence.steps[-1] if self.evidence.steps else None
        return Standstill(
            at=self.now(),
            held=list(self.holding.calls.values()),
            step=len(self.evidence.steps) - 1 if last is not None and last.left is None else None,
            wait=wait.call,
            joins=self.population.child_with_pid(wait.joined_pid) if wait.joined_pid is not None else None,
            timed=motion is Motion.SETTLED and wait.timed,
            settled=motion is Motion.SETTLED,
            children=len(self.population.survivors()),
            locks=self.population.lock_waits(self.watch),
            positions=self.ask_positions(),
        )

    def ask_positions(self) -> list[Position]:
        """At the first standstill, if the scenario wants it, or if fewer calls wait together than should."""
        wanted = self.scenario.whereabouts or self.holding.is_short()
        if self.evidence.standstills or self.finished or not wanted:
            return []
        return self.population.positions(not self.scenario.whereabouts, self.gates.late)

    def conclude(self) -> None:
        """The caller is done and nobody moves any more."""
        if self.evidence.import_error is not None:
            self.end(Ending.IMPORT_FAILED)
        else:
            self.end(Ending.FAILED if self.evidence.failed_step() else Ending.FINISHED)

    def check_resources(self, seconds: float) -> None:
        """End the run when its processes have used up a limit together; count no more often than told."""
        if time.monotonic() - self.counted < seconds or not self.limits.watched:
            return
        self.evidence.tasks, excess = self.population.find_excess(self.limits)
        self.counted = time.monotonic()
        if excess is not None:
            self.end(excess)

    def check_clocks(self) -> None:
        """Something moves: end the run if it has used up its time, and give up if it was given none."""
        waited = time.monotonic() - self.progress
        if waited < CLOCK_SECONDS:
            return
        used, delayed = self.population.time_used()
        again = any(still.settled for still in self.evidence.standstills)  # then it is known for one that never rests
        if used > self.limits.cpu_seconds / (5 if again else 1) and (self.holding.calls or self.gates):
            self.stand_still(Motion.SETTLED)  # somebody computes until a held call is over
        elif used > self.limits.cpu_seconds:
            self.end(Ending.BUSY)
        elif waited > self.limits.wall_seconds:
            if delayed > waited / 2:
                raise Inconclusive("The machine was too busy to tell; the run is repeated when it is less so.")
            self.end(Ending.ASLEEP)
