"""Measure what the sandbox costs, and how fast a hostile one is emptied.

*Overhead*: the same program, which says hello to the judge and is done, in the sandbox and in none (level E
is a bare process below the same supervisor), in turns, so that a noisy machine slows both; processor time
is that of all processes. *Deadline*: from the moment the judge ends the run to the moment the sandbox is gone, with 200
processes in it, each a session of its own that ignores every signal it can.
"""

import os
import statistics
import sys
import time
from functools import partial

from autograder.engine import canaries, judge
from autograder.engine.evidence import Ending, Evidence
from autograder.engine.judge import Judge
from autograder.engine.probes import Probe
from autograder.engine.scenario import Scenario
from autograder.engine.steps import call
from autograder.errors import KitError
from autograder.sandbox.levels import Level
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import RunningSandbox, Sandbox
from tests.benchmarks.floor import begin_accounting, end_accounting, measure

HOSTILE = 200
BOMB = (
    b"""
import os, signal

def go(task):
    for number in range(%d):
        if os.fork() == 0:
            os.setsid()
            for one in range(1, 65):
                if one not in (signal.SIGKILL, signal.SIGSTOP, 32, 33):
                    try:
                        signal.signal(one, signal.SIG_IGN)
                    except (OSError, ValueError):
                        pass
            while True:
                signal.pause()
    task("ready")
    while True:
        signal.pause()
"""
    % HOSTILE
)
NOTHING = b"def go(): return 1"


def one_run(sandbox: Sandbox) -> None:
    """Run a program that does nothing."""
    folder = sandbox.student_folder("program.py", NOTHING, {})
    evidence = judge.run(sandbox, folder, "program", Scenario(call("go")), "fork", "bench", Limits())
    assert evidence.ending is Ending.FINISHED


def overhead(level: Level, rounds: int) -> str:
    """The difference between a sandbox of this level and none, in pairs: wall and processor milliseconds."""
    group = begin_accounting()
    try:
        with Sandbox(level) as closed, Sandbox(Level.E) as bare:
            turns = [partial(one_run, box) for box in (closed, bare)]
            pairs = [[measure(turn, group) for turn in turns] for _ in range(rounds + 1)][1:]
    finally:
        end_accounting(group)
    wall, cpu = (statistics.median(own[kind] - none[kind] for own, none in pairs) for kind in (0, 1))
    none_wall, none_cpu = (statistics.median(none[kind] for _, none in pairs) for kind in (0, 1))
    return f"overhead: wall {wall:.1f} ms over {none_wall:.1f}, cpu {cpu:.1f} ms over {none_cpu:.1f} ({rounds} pairs)"


class Timing(Judge):
    """A judge that ends the run as soon as the bomb is ready, and notes when."""

    ended = 0.0

    def arrive(self, connection: object, hello: object) -> None:
        """The bomb says that it is ready."""
        Timing.ended = time.perf_counter()
        self.over = True


def deadline(level: Level) -> str:
    """Milliseconds from the end of a run to an empty sandbox."""
    limits = Limits(processes=HOSTILE + 50, births=2 * HOSTILE)
    with Sandbox(level) as sandbox:
        times = []
        for _ in range(5):
            folder = sandbox.student_folder("program.py", BOMB, {})
            with sandbox.start(folder, limits) as cell:
                run_bomb(cell, limits)
            times.append((time.perf_counter() - Timing.ended) * 1000)
    return f"{HOSTILE} hostile processes gone in {statistics.median(times):6.1f} ms (worst {max(times):.1f} of 5)"


def run_bomb(cell: RunningSandbox, limits: Limits) -> None:
    """Let one bomb go off, and end it."""
    evidence = Evidence(Scenario(call("go", Probe("task", 1))), "program", "fork", "bench")
    watching = Timing(cell, evidence, limits)
    try:
        watching.go()
    finally:
        watching.close()


def main() -> None:
    """Measure every level that can be had, or those that are named."""
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for level in [Level(name) for name in sys.argv[1:]] or list(Level):
        try:
            print(level.value, overhead(level, 31), flush=True)
            print(level.value, deadline(level), flush=True)
            began = time.perf_counter()
            trial = canaries.try_level(level)
            spent = (time.perf_counter() - began) * 1000
            print(level.value, f"canaries in {spent:.0f} ms, failed: {list(trial.failed)}", flush=True)
        except KitError as error:
            print(level.value, error)


if __name__ == "__main__":
    main()
