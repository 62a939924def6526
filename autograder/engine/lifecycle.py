"""Processes that wait, at a moment that matters, until nobody else can move.

Whether a program is right must not show by the luck of who is faster. What is done here is done by no more than
delay, and any process may be delayed anywhere; a verdict rests on what is then observed.

* One that has done its work ends only when everybody waits: whoever returns before it did not wait for it. If the
  caller waits for the end of some, these end before the others, even if they have not done their work yet: whoever
  waits for some of several is too early.
* One that was neither the first nor the last to be started, nor one that the caller waits for, may be let into its
  life last of all; if there is a queue for a lock, it stands at the end.
* Where time is measured, the caller waits before each start. So every start has an observed beginning, the births
  that follow are its own, and as long as no call has come it is kept for a while: a clock that is read after the
  first start differs from one that is read before it by more than any rounding.
* Where updates can be lost, a process waits before each deed that others can see. So all that have looked at
  something, a flag or a file, and found it free, go on together, and take it together (:mod:`inside.pauses`).
"""

from collections.abc import Callable, Container, Set
from typing import Any

from autograder.engine import protocol
from autograder.engine.evidence import Evidence, Process, Start

Connection = Any
ENOUGH = 3  # among fewer there is none in between
START_SECONDS = 0.4  # how long a start is kept before any call has come, where time is measured


class LifecycleGates:
    """Who has said hello or goodbye, or asked whether to go on, and was not answered yet, by connection."""

    def __init__(self, evidence: Evidence, now: Callable[[], float]) -> None:
        """Nobody waits yet; what is kept depends on the scenario."""
        self.evidence, self.scenario, self.now = evidence, evidence.scenario, now
        self.newborn: dict[Connection, Process] = {}
        self.starting: dict[Connection, Start] = {}
        self.leaving: dict[Connection, Process | None] = {}
        self.pausing: list[Connection] = []
        self.pauses = self.scenario.pauses  # until somebody is found that waits by computing
        self.late = 0  # the pid of the child that comes last, once that is decided

    def __bool__(self) -> bool:
        """Whether anybody waits."""
        return bool(self.newborn or self.starting or self.leaving or self.pausing)

    def keep(self, connection: Connection, process: Process) -> bool:
        """Whether a newborn has to wait here."""
        kept = self.scenario.late_child and not process.is_server
        if kept:
            self.newborn[connection] = process
        return kept

    def keep_waiting(self, connection: Connection, hello: protocol.Waiting, process: Process | None) -> bool:
        """Whether a process has to wait here: to leave always, to start or to act where the scenario wants it."""
        match hello:
            case protocol.LeavingHello():
                self.leaving[connection] = process
                return True
            case protocol.PausingHello():
                self.pausing += [connection] * self.pauses
                return self.pauses
        kept = self.scenario.measured is not None and process is not None and process.is_caller
        if kept:
            self.starting[connection] = Start(self.now())
            self.evidence.starts.append(self.starting[connection])
        return kept

    def forget(self, connection: Connection) -> None:
        """Whoever waited on this connection is gone."""
        self.newborn.pop(connection, None)
        self.starting.pop(connection, None)
        self.leaving.pop(connection, None)
        if connection in self.pausing:
            self.pausing.remove(connection)

    def orders(self, process: Process) -> dict[str, Any]:
        """What a newborn is told: whether to wait before its deeds."""
        return {"pauses": self.pauses and bool(self.evidence.steps) and not process.is_server}

    def can_wait(self, awaited: Set[int]) -> bool:
        """Whether there is nobody here but some who leave, while the caller waits for the end of others."""
        others = self.newborn or self.starting or self.pausing
        return bool(awaited) and not others and not any(self.awaited_ends(awaited))

    def awaited_ends(self, awaited: Container[int]) -> list[Connection]:
        """Those that leave and for whose end the caller waits."""
        return [one for one, process in self.leaving.items() if process is not None and process.number in awaited]

    def take(self, settled: bool, awaited: Container[int]) -> list[tuple[Connection, dict[str, Any]]]:
        """Nobody can move: who may go on now, and the answer; those that leave come first, the late child last.

        ``settled``: somebody computes all the while, until what is kept goes on; then it is not kept any more.
        ``awaited``: the numbers of processes whose end the caller waits for.
        """
        self.pauses = self.pauses and not settled
        self.choose_late(awaited)
        early = [connection for connection, process in self.newborn.items() if process.pid != self.late]
        taken = list(self.awaited_ends(awaited) or self.leaving or early or self.begin_one() or self.pausing)
        if not taken and not self.starting:
            taken = list(self.newborn)
        answers = [
            (connection, self.orders(self.newborn[connection]) if connection in self.newborn else {})
            for connection in taken
        ]
        for connection in taken:
            self.forget(connection)
        return answers

    def choose_late(self, awaited: Container[int]) -> None:
        """Decide, once there are enough newborn, who comes last."""
        born = sorted(self.newborn.values(), key=lambda one: one.pid)  # in the order of starts (credentials(7))
        if self.late or len(born) < ENOUGH:
            return
        middle = born[len(born) // 2]
        others = [one for one in born[1:-1] + born if one.number not in awaited] if middle.number in awaited else []
        self.late = (others or [middle])[0].pid

    def begin_one(self) -> list[Connection]:
        """The start that comes first, once its time has come: one at a time, so that births are told apart."""
        for connection, start in self.starting.items():
            if self.evidence.calls or self.now() - start.arrived >= START_SECONDS:
                start.released = self.now()
                return [connection]
            break
        return []
