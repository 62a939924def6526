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

from autograder.engine.evidence import Ending, Evidence
from autograder.engine.hearing import Hearing
from autograder.engine.quiescence import Motion
from autograder.engine.scenario import Scenario
from autograder.errors import Inconclusive, KitError
from autograder.sandbox.environment import Environment
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import RunningSandbox

FIRST_TICK = 0.001  # seconds between looks at the tree, growing while it is busy, up to the last tick
LAST_TICK = 0.02
PATIENT_TICK = 0.1  # the same while all that is to happen next is the end of a time that the judge itself holds
LONGEST_DEAF = 0.1  # seconds after which limits are looked at, however much there is to hear
NO_CLOCK = (
    "Sleeps took their own time here, as this kernel does not let the judge hold them: who slept or looked again and "
    "again instead of waiting was concluded from several looks, not proved."
)
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
            if sandbox.level and not evidence.judge_has_clock:
                evidence.notes.append(NO_CLOCK)
        except Inconclusive as error:
            error.seconds, error.kept = judge.deadlines.usage.seconds, judge.deadlines.usage.kept
            raise
        finally:
            judge.close()
    return evidence


class Judge(Hearing):
    """Decides, in one run, when held calls are let go and when the run is over."""

    def __init__(
        self, running: RunningSandbox, evidence: Evidence, limits: Limits, others_sleep_on: bool = False
    ) -> None:
        """Take over a sandbox that has just been started."""
        super().__init__(running, evidence, limits, others_sleep_on)
        self.tick, self.looked, self.patience = FIRST_TICK, 0.0, 0.0

    def go(self) -> None:
        """Listen; when there is nothing to hear, look."""
        while not self.over:
            for connection in self.holding.take_due():
                self.release(connection)
                self.tick = FIRST_TICK
            self.clock.take_due()
            heard = self.hear(self.clock.until_due(self.holding.until_due(self.tick)))
            if heard:
                self.tick = FIRST_TICK
            if not heard or time.monotonic() - self.looked > LONGEST_DEAF:
                self.looked, self.patience = time.monotonic(), 0.0
                self.look()
                near = self.watch is not None and self.watch.is_near
                self.tick = FIRST_TICK if near else max(min(self.tick * 2, LAST_TICK), self.patience)
            self.end_if_over()

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
        self.evidence.conjectured |= motion is not Motion.QUIET
        if self.watch is not None and self.watch.last is not None:
            rounds = self.watch.in_rounds()
            self.clock.forget_the_gone(self.watch.alive())
            self.clock.look_beyond(self.watch.last.threads)
        if self.run_clock(motion, rounds) or self.clock.is_granting():
            return
        awaited = self.population.awaited(self.watch) if self.gates or self.holding.has_times() else set()
        if self.gates and not (self.holding.calls and self.gates.can_wait(awaited)):
            self.open_gates(motion is Motion.SETTLED, awaited)
            return
        if self.paused:
            self.go_on_after_a_pause()
            return
        if not self.holding.calls:
            self.stand_still_for_good(motion, rounds)
            return
        if self.scenario.change and not self.change_asked and not self.finished:  # who has finished hears the end alone
            self.change_asked = True
            self.answer(self.control, {"change": self.scenario.change})
            self.population.signal_caller()
            self.moved()
            return
        if self.holding.wait_for_clock():
            self.patience = PATIENT_TICK
            return
        self.evidence.standstills.append(self.recorder.describe(motion, self.watch, self.clock))
        self.recorder.note_release()
        for connection in self.holding.choose(awaited):
            self.release(connection)

    def run_clock(self, motion: Motion, rounds: set[int]) -> bool:
        """Those go on whose reason has come, or else whose sleep would end first; whether there was anybody."""
        ready = self.clock.find_ready()
        if ready:
            self.recorder.note_reliance(self.recorder.waits_of(set(ready) - rounds - self.clock.in_loops()))
            self.clock.let_go(ready)
        elif self.finished or not self.clock.advance(rounds):
            return False
        else:
            self.recorder.note_advance(motion is Motion.QUIET)
        self.restart_watch()
        return True

    def open_gates(self, settled: bool, awaited: set[int]) -> None:
        """Processes end, begin or act; those first for whose end the caller waits."""
        self.population.note_the_gone()  # before others follow them
        self.recorder.note_release()
        if not self.gates.leaving:
            self.clock.ended.clear()  # who leaves does nothing more; others are about to act
        for connection, message in self.gates.take(settled, awaited):
            self.answer(connection, message)
            self.moved()

    def go_on_after_a_pause(self) -> None:
        """Whatever the last step has set going has shown: the caller takes the next one."""
        self.paused = False
        self.enter(len(self.evidence.steps))
        self.answer(self.control, self.next_step())
        self.moved()

    def stand_still_for_good(self, motion: Motion, rounds: set[int]) -> None:
        """Nobody moves, and the judge has nothing to let go: done, asleep, or blocked for ever."""
        if self.finished:
            self.conclude()
        elif self.population.caller() is None:
            return  # it has just ended; the supervisor is about to say how
        elif self.clock.advance(rounds, everybody=True):
            self.restart_watch()
        elif self.clock.let_time_pass(rounds) or self.clock.kernel_times or motion is not Motion.QUIET:
            self.recorder.note_reliance(self.recorder.waits_of(self.clock.sleeping()))
            if self.deadlines.waited() > self.limits.seconds:
                self.end(Ending.ASLEEP)
        else:
            self.end(Ending.BLOCKED)

    def conclude(self) -> None:
        """The caller is done and nobody moves any more; whoever is still there counts for the limits."""
        self.end_if_exceeded(at_once=True)
        if self.over:
            return
        if self.evidence.import_error is not None:
            self.end(Ending.IMPORT_FAILED)
        else:
            self.end(Ending.FAILED if self.evidence.failed_step() else Ending.FINISHED)

    def check_limits(self) -> None:
        """Something moves: end the run if it has used up its time, and give up if it was given none."""
        computes, enough = self.deadlines.computes(self.clock.asked)
        if computes and (self.holding.calls or self.gates):
            self.stand_still(Motion.SETTLED)  # somebody computes until a held call is over
            return
        if computes:
            self.evidence.conjectured = True
            self.clock.let_time_pass()  # somebody computes until a sleeper wakes up
        if enough:
            self.end(Ending.BUSY)
        elif self.deadlines.is_over():
            self.end(Ending.ASLEEP)
