"""How much of the machine a run has had since it began; nothing that its program does begins that anew.

Theory of operation. A run that is slow because others keep the processors busy is not to blame; one that takes its
time is. The kernel counts how long each thread was ready to run and got no processor (``schedstat``). From one look to
the next, the longest such delay in the tree, and the judge's own, is how long the run was kept waiting. A program
can delay itself, but only as long as its own processes compute; so their processor time, and the judge's, is taken
off. What remains was others' doing, and does not count.

Processor time is counted twice, and the greater sum holds: by parents, who are charged for children when they reap
them (``cutime``), and by looks at those who live, for children that nobody reaps (``SIG_IGN`` of ``SIGCHLD``).
"""

import os
import time
from collections.abc import Callable

from autograder import kernel
from autograder.engine.resources import Measure


class Usage:
    """What one run has had, as of the last look."""

    def __init__(self, measure: Callable[[], Measure]) -> None:
        """The run begins now."""
        self.measure = measure
        self.began = time.monotonic()
        self.judge_began = time.process_time()
        self.judge_delay = kernel.delay_seconds(os.getpid())
        self.by_process: dict[tuple[int, int], float] = {}
        self.delays: dict[int, float] = {}
        self.used = self.delayed = self.kept = 0.0

    @property
    def seconds(self) -> float:
        """How long the run has lasted, by the wall clock."""
        return time.monotonic() - self.began

    @property
    def given(self) -> float:
        """How much of that the machine had for it."""
        return self.seconds - self.kept

    def look(self) -> None:
        """Look at everybody once more."""
        found, delay = self.measure(), kernel.delay_seconds(os.getpid())
        self.by_process |= found.by_process
        self.used = max(self.used, found.used, sum(self.by_process.values()))
        late = [seconds - self.delays.get(thread, 0.0) for thread, seconds in found.delays.items()]
        self.delayed = min(self.delayed + max([0.0, *late]) + delay - self.judge_delay, self.seconds)
        self.delays, self.judge_delay = found.delays, delay
        own = self.used + time.process_time() - self.judge_began
        self.kept = max(self.kept, self.delayed - own)
