"""Who gets a lane: the caller and its threads, Python's own helpers, and everybody else in the order of birth.

Python's resource tracker gets none: it never says hello, makes nobody, and nobody waits for it.
"""

from collections import Counter
from dataclasses import dataclass

from autograder.engine.evidence import Evidence, ProbeCall, Process
from autograder.reports.timeline.order import Key, Kind, servers

MAIN = "MainThread"
FORK_SERVER = -1  # instead of a process's number: it never says hello, and is known by its children


@dataclass(frozen=True)
class Owner:
    """Whose a lane is."""

    role: str
    number: int
    pid: int
    thread: str = ""


class Owners:
    """All lanes of one run, from top to bottom; who stands where."""

    def __init__(self, evidence: Evidence, columns: dict[Key, int]) -> None:
        """Find them, and their roles."""
        self.evidence, self.columns = evidence, columns
        self.threads, self.servers = own_threads(evidence), servers(evidence)
        calls = [(call.process.number, call.name) for call in evidence.calls if call.process.number]
        self.repeated = {name for (_, name), times in Counter(calls).items() if times > 1}
        self.names: dict[int, set[str]] = {}
        for number, name in calls:
            self.names.setdefault(number, set()).add(name)
        self.all: list[Owner] = []
        for process in sorted(evidence.processes, key=self.rank):
            if process.is_caller and evidence.processes[1:]:
                self.add(process, self.role(process))
                self.add_fork_server()
            else:
                self.add(process, self.role(process))
        self.lanes = {(owner.number, owner.thread): lane for lane, owner in enumerate(self.all)}

    def add(self, process: Process, role: str) -> None:
        """A lane for a process, and below it those of its threads."""
        self.all.append(Owner(role, process.number, process.pid))
        for thread in self.threads.get(process.number, ()):
            self.all.append(Owner("thread", process.number, process.pid, thread))

    def add_fork_server(self) -> None:
        """A lane for Python's fork server, if anybody is its child."""
        pids = {process.parent_pid for process in self.evidence.processes if process.parent_is_server}
        self.all += [Owner("fork server", FORK_SERVER, pid) for pid in sorted(pids)[:1]]

    def rank(self, process: Process) -> tuple[bool, int, int]:
        """The caller first; the others by the column that they are born in, and those born together by pid."""
        return not process.is_caller, self.columns.get((Kind.BIRTH, process.number), -1), process.pid

    def role(self, process: Process) -> str:
        """What a process is to the program."""
        if process.is_caller:
            return "caller"
        if process.number in self.servers:
            return "manager" if not process.is_server or self.evidence.scenario.dicts else "helper"
        return "worker" if self.is_worker(process) else "child"

    def is_worker(self, process: Process) -> bool:
        """Whether a process is one of those that take one task after another, or stands by to take some."""
        own = self.names.get(process.number, set())
        return bool(own & self.repeated) or (bool(self.repeated) and not own)

    def of(self, number: int, thread: str = "") -> int:
        """The lane of a process, or of one of its threads where that has its own."""
        return self.lanes.get((number, thread), self.lanes[number, ""])

    def of_call(self, call: ProbeCall) -> int:
        """The lane that a call came from."""
        return self.of(call.process.number, call.thread)

    def parent(self, process: Process) -> int | None:
        """The lane of who has made a process; None when that is not known."""
        if process.parent_is_server:
            return self.lanes.get((FORK_SERVER, ""))
        return self.of(process.parent) if process.parent is not None else None


def own_threads(evidence: Evidence) -> dict[int, list[str]]:
    """The threads that get lanes of their own: the caller's, and those of a process that works in several."""
    found: dict[int, list[str]] = {}
    for call in evidence.calls:
        threads = found.setdefault(call.process.number, [])
        if call.thread not in threads:
            threads.append(call.thread)
    for number, threads in found.items():
        main = MAIN if MAIN in threads or number == 0 else threads[0]
        found[number] = [thread for thread in threads if thread and thread != main]
    return found
