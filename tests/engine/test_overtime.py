"""Every run has an end that nothing puts off: by the wall clock, by processor time, by calls and by bytes."""

import pytest

from autograder.checks.endings import say_ending
from autograder.engine.evidence import Ending
from autograder.engine.probes import Probe
from autograder.engine.protocol import PACKET_BYTES, VALUE_BYTES, weight
from autograder.engine.resources import Measure
from autograder.engine.steps import call
from autograder.engine.usage import Usage
from autograder.errors import Inconclusive
from autograder.sandbox.limits import Limits
from tests.conftest import Judge

# A program that waits by a clock of the kernel's own, and then calls its task: something happens again and again.
WAITING = """
import socket, struct
def go(task):
    here, there = socket.socketpair()
    here.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 0, 100_000))
    while True:
        try:
            here.recv(1)
        except BlockingIOError:
            task()
"""
COMPUTING = """
import time
def go(task):
    while True:
        began = time.process_time()
        while time.process_time() - began < 0.2:
            pass
        task()
"""
UNREAPED = """
import os, signal, time
def go(task):
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        if os.fork() == 0:
            began = time.process_time()
            while time.process_time() - began < 0.5:
                pass
            os._exit(0)
        try:
            os.wait()
        except ChildProcessError:
            task()
"""
CALLS = """
def go(task):
    while True:
        task(1)
"""
HELLOS = """
import socket
from inside import wire
def go(task):
    while True:
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
            connection.connect(wire.ADDRESS)
            connection.send(b'{"role": "leaving"}')
"""
LARGE = """
import json, socket
from inside import wire
HELLO = {"role": "probe", "name": "task", "arguments": ["x" * 50_000]}
def go(task):
    kept = []
    while True:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        connection.connect(wire.ADDRESS)
        connection.send(json.dumps(HELLO).encode())
        kept = [*kept, connection][-50:]
"""
WORDS = (
    *("still running after 2 s", "computed for 2 s", "channel"),
    *("again and again (201 calls)", "handed over more than 4 MiB"),
)


@pytest.mark.parametrize(
    ("source", "limits", "ending", "words"),
    [
        (WAITING, Limits(run_seconds=2), Ending.OVERTIME, "still running after 2 s"),
        (COMPUTING, Limits(run_seconds=600, run_cpu_seconds=2), Ending.OVERWORK, "computed for 2 s"),
        (UNREAPED, Limits(run_seconds=600, run_cpu_seconds=2), Ending.OVERWORK, "computed for 2 s"),
        (CALLS, Limits(calls=200), Ending.TOO_MANY_CALLS, "again and again (201 calls)"),
        (LARGE, Limits(), Ending.TOO_MANY_CALLS, "handed over more than 4 MiB"),
        (HELLOS, Limits(calls=200), Ending.GARBLED, "channel"),
    ],
    ids=["waiting", "computing", "unreaped children", "calls", "bytes", "hellos"],
)
def test_every_run_has_an_end(
    judged: Judge, monkeypatch: pytest.MonkeyPatch, source: str, limits: Limits, ending: Ending, words: str
) -> None:
    """Something happens all the time, and still the run ends, with a sentence that says at which bound."""
    if ending is Ending.OVERTIME:
        monkeypatch.setattr("autograder.kernel.delay_seconds", lambda *_: 0.0)  # a machine that keeps nobody waiting
    evidence = judged(source, call("go", Probe("task", 1)), limits=limits)
    assert evidence.ending is ending
    said = say_ending(evidence)
    assert [one for one in WORDS if one in said] == [words]


def test_what_a_run_hands_over_is_bounded(judged: Judge) -> None:
    """The judge keeps no more of the arguments than the bound, and one packet."""
    evidence = judged(LARGE, call("go", Probe("task", 1)))
    kept = sum(len(str(one)) for made in evidence.calls for one in made.arguments)
    assert kept <= evidence.limits.hello_bytes + PACKET_BYTES


def test_many_small_values_are_bounded_as_few_large_ones(judged: Judge) -> None:
    """Two or three bytes on their way may be a value, which is looked at as long as any other."""
    many = LARGE.replace('["x" * 50_000]', '[{"type": "list", "items": [[]] * 10_000}]')
    evidence = judged(many, call("go", Probe("task", 1)))
    values = sum(len(one) for made in evidence.calls for one in made.arguments)
    assert "handed over more than 4 MiB" in say_ending(evidence)
    assert values <= (evidence.limits.hello_bytes + weight(bytes(PACKET_BYTES).replace(b"\0", b","))) / VALUE_BYTES


class Machine:
    """A machine of which a test says what becomes of a run's processes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nothing has passed yet."""
        self.seconds = self.used = self.delay = self.judge = self.judge_delay = 0.0
        monkeypatch.setattr("time.monotonic", lambda: self.seconds)
        monkeypatch.setattr("time.process_time", lambda: self.judge)
        monkeypatch.setattr("autograder.kernel.delay_seconds", lambda _: self.judge_delay)

    def measure(self) -> Measure:
        """One process of one thread."""
        return Measure(self.used, {(7, 1): self.used}, {7: self.delay})


@pytest.mark.parametrize(
    ("used", "delay", "judge", "judge_delay", "given"),
    [
        (0.0, 0.0, 0.0, 0.0, 10.0),  # it sleeps on an idle machine
        (10.0, 0.0, 0.0, 0.0, 10.0),  # it computes alone
        (1.0, 9.0, 0.0, 0.0, 2.0),  # others compute beside it
        (10.0, 9.0, 0.0, 0.0, 10.0),  # its own processes keep each other waiting
        (0.0, 0.0, 1.0, 9.0, 2.0),  # others keep the judge waiting
        (5.0, 4.0, 5.0, 4.0, 8.0),  # both compute on one processor, and a little is others' doing at most
    ],
)
def test_what_others_do_is_not_counted(
    monkeypatch: pytest.MonkeyPatch, used: float, delay: float, judge: float, judge_delay: float, given: float
) -> None:
    """Time in which the machine was busy with others is no time of a run; what a run does to itself is."""
    machine = Machine(monkeypatch)
    found = Usage(machine.measure)
    for tenth in range(1, 11):
        machine.seconds, machine.used, machine.delay = float(tenth), used * tenth / 10, delay * tenth / 10
        machine.judge, machine.judge_delay = judge * tenth / 10, judge_delay * tenth / 10
        found.look()
    assert found.given >= given - 1e-9
    assert found.given == pytest.approx(given, abs=2.0)


def test_a_machine_that_is_mostly_busy_with_others_blames_nobody(
    judged: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run that is out of time is given up, undecided, with what it was kept waiting."""
    monkeypatch.setattr("autograder.engine.usage.Usage.look", lambda usage: setattr(usage, "kept", 0.7 * usage.seconds))
    with pytest.raises(Inconclusive) as given_up:
        judged(WAITING, call("go", Probe("task", 1)), limits=Limits(run_seconds=1))
    assert 0.0 < given_up.value.kept < given_up.value.seconds


def test_processor_time_is_counted_also_of_children_that_nobody_reaps(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was seen of a process stays counted when it is gone without having been charged to its parent."""
    seen = iter([Measure(0.5, {(7, 1): 0.5}, {}), Measure(0.4, {(8, 2): 0.4}, {}), Measure(0.0, {}, {})])
    found = Usage(lambda: next(seen))
    for _ in range(3):
        found.look()
    assert found.used == pytest.approx(0.9)
