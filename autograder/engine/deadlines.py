"""When a run is ended: limits of what its processes use together, and of time."""

import time

from autograder.engine.evidence import Ending, Evidence
from autograder.engine.population import Population
from autograder.engine.usage import Usage
from autograder.errors import Inconclusive
from autograder.messages import Message
from autograder.sandbox.limits import Limits

RESOURCE_SECONDS = 0.03  # how often memory and threads are counted, at most; a limit is no threshold of a verdict
CAPPED_SECONDS = 0.15  # the same where the kernel itself bounds their sum, so that nothing can go beyond it meanwhile
USAGE_SECONDS = 0.2  # how often it is counted what the whole run has had, at most
COMPUTING_SECONDS = 0.05  # how often it is counted whether somebody computes, at most
CLOCK_SECONDS = 0.1  # how long nothing happens before processor time is counted
MANY_LOOKS = 100  # more than a program takes that looks after its children once; Process.start() looks at each, too
KNOWN_SHARE = 0.2  # of the processor time after which somebody is said to compute, once that is known of a program

TOO_BUSY = Message("The machine was too busy to tell; the run is repeated when it is less so.")


class Deadlines:
    """What a run has used so far, held against its limits."""

    def __init__(self, evidence: Evidence, population: Population, limits: Limits) -> None:
        """The run begins now."""
        self.evidence, self.population, self.limits = evidence, population, limits
        self.progress, self.judge_used = time.monotonic(), time.process_time()
        self.counted = self.looked = self.timed = 0.0
        self.usage = Usage(population.measure)

    def find_end(self) -> Ending | None:
        """The ending of a run that has had all that a run may have; nothing that happens puts it off.

        Raises :class:`Inconclusive` when the machine was busy with others for most of the time, or for too long.
        """
        if time.monotonic() - self.looked < USAGE_SECONDS:
            return None
        self.usage.look()
        self.looked = time.monotonic()
        if self.usage.used > self.limits.run_cpu_seconds:
            return Ending.OVERWORK
        over = self.usage.given > self.limits.run_seconds
        if (over and self.usage.kept > self.usage.given) or self.usage.seconds > self.limits.most_seconds:
            raise Inconclusive(TOO_BUSY)
        return Ending.OVERTIME if over else None

    def restart(self) -> None:
        """Something has happened."""
        self.progress, self.judge_used = time.monotonic(), time.process_time()
        self.population.restart_clock()

    def waited(self) -> float:
        """Seconds since something happened."""
        return time.monotonic() - self.progress

    def find_excess(self, at_once: bool = False) -> Ending | None:
        """The ending that fits when processes have used up a limit together; counted now and then, or at once."""
        seconds = CAPPED_SECONDS if self.population.running.group is not None else RESOURCE_SECONDS
        if not self.limits.watched or (not at_once and time.monotonic() - self.counted < seconds):
            return None
        self.evidence.tasks, excess = self.population.find_excess(self.limits)
        self.counted = time.monotonic()
        return excess

    def computes(self, asked: int = 0) -> tuple[bool, bool]:
        """Whether somebody has computed for as long as a held call waits for that, and for as long as a run may.

        ``asked``: so often somebody has looked whether something had come, without waiting, since anything else has
        happened. Where the judge hears of each time, most of what that costs is the judge's own processor time.
        """
        now = time.monotonic()
        if self.waited() < CLOCK_SECONDS or now - self.timed < COMPUTING_SECONDS:
            return False, False
        self.timed = now
        used, _ = self.population.time_used()
        used += time.process_time() - self.judge_used if asked > MANY_LOOKS else 0.0
        again = any(still.settled for still in self.evidence.standstills)  # then it is known for one that never rests
        share = KNOWN_SHARE if again else 1
        return used > self.limits.cpu_seconds * share, used > self.limits.cpu_seconds

    def is_over(self) -> bool:
        """Whether nothing has happened for too long; raises :class:`Inconclusive` if the machine had no time for it."""
        waited = self.waited()
        if waited <= self.limits.wall_seconds:
            return False
        _, delayed = self.population.time_used()
        if delayed > waited / 2:
            raise Inconclusive(TOO_BUSY)
        return True
