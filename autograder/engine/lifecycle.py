"""Processes that wait at the beginning or at the end of their lives until nobody else can move.

Whether a program waits for its children, and for which of them, must not show by the luck of who is faster. So
a process that has done its work ends only when everybody waits: whoever returns before it did not wait for it.
And one that was neither the first nor the last to be started may be let into its life last of all; if there is
a queue for a lock, it stands at the end.
"""

from typing import Any

from autograder.engine.evidence import Process

Connection = Any
ENOUGH = 3  # among fewer there is none in between


class LifecycleGates:
    """Who has said hello or goodbye and was not answered yet, by connection."""

    def __init__(self, late_child: bool) -> None:
        """Nobody waits yet. ``late_child``: as the scenario has it."""
        self.late_child = late_child
        self.newborn: dict[Connection, Process] = {}
        self.leaving: list[Connection] = []
        self.late = 0  # the pid of the child that comes last, once that is decided

    def __bool__(self) -> bool:
        """Whether anybody waits."""
        return bool(self.newborn or self.leaving)

    def keep(self, connection: Connection, process: Process) -> bool:
        """Whether a newborn has to wait here."""
        kept = self.late_child and not process.is_server
        if kept:
            self.newborn[connection] = process
        return kept

    def forget(self, connection: Connection) -> None:
        """Whoever waited on this connection is gone."""
        self.newborn.pop(connection, None)
        if connection in self.leaving:
            self.leaving.remove(connection)

    def take(self) -> list[Connection]:
        """Nobody can move: who may go on now, those that leave before those that come."""
        taken = list(self.leaving)
        if not taken:
            born = sorted(process.pid for process in self.newborn.values())  # in the order of starts (credentials(7))
            if not self.late and len(born) >= ENOUGH:
                self.late = born[len(born) // 2]
            early = [connection for connection, process in self.newborn.items() if process.pid != self.late]
            taken = early or list(self.newborn)
        for connection in taken:
            self.forget(connection)
        return taken
