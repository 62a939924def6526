"""Who takes part in a run where there is no ``/proc``: what the platform and psutil say of processes."""

import contextlib
import os
import time
from collections.abc import Callable, Container
from typing import Any

import psutil

from autograder.engine.evidence import Ending, Evidence, LockWait, Position, Process
from autograder.engine.helpers import FORK_SERVER, SERVERS
from autograder.engine.kernel_times import KernelTimes
from autograder.engine.population import CallerWait, Member, Population
from autograder.engine.positions import DUMP_BYTES, PAUSE_SECONDS, POSITION_SECONDS, parse_position
from autograder.engine.protocol import CHANGE, WHERE, encode_message
from autograder.engine.quiescence import Watch
from autograder.engine.resources import Measure
from autograder.platforms.platform import Platform
from autograder.platforms.watch import PortableWatch
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import RunningSandbox

FRESH_SECONDS = 0.015  # how long a look at the tree is good enough where nothing is decided by it
WAITS = "unknown"  # the wait of a process that does not compute


class PortablePopulation(Population):
    """All processes of one run: those that said hello, those below them, and those that were below them once."""

    def __init__(
        self,
        platform: Platform,
        caller: psutil.Process,
        seen: dict[int, psutil.Process],
        evidence: Evidence,
        now: Callable[[], float],
        running: RunningSandbox,
    ) -> None:
        """``caller`` is the process that was started; ``seen`` is filled with whoever is met, to be ended."""
        super().__init__(evidence, now, running)
        self.platform, self.root, self.seen = platform, caller, seen
        self.seen[caller.pid] = caller
        self.looked = 0.0
        self.last: list[psutil.Process] = []
        self.portable_watch = PortableWatch(platform, self.tree, caller.pid)
        self.began = time.monotonic()
        evidence.notes += platform.notes

    def tree(self, fresh: bool = False) -> list[psutil.Process]:
        """Everybody alive, the caller first."""
        if fresh or time.monotonic() - self.looked > FRESH_SECONDS:
            self.last = self.platform.tree(list(self.seen.values()))
            self.looked = time.monotonic()
            self.seen.update({one.pid: one for one in self.last})
        return self.last

    def watch(self, held: Container[int], times: KernelTimes) -> Watch:
        """What tells whether any of them moves; nobody is held by the judge's clock here."""
        return self.portable_watch

    def exit_status(self) -> int | None:
        """The caller's exit status, once it has one."""
        return self.running.process.poll()

    def find_excess(self, limits: Limits) -> tuple[int, Ending | None]:
        """Processes and threads, and memory; a page that several share counts for each."""
        tasks = memory = 0
        for process in self.tree():
            with contextlib.suppress(psutil.Error):
                tasks, memory = tasks + process.num_threads(), memory + process.memory_info().rss
        if tasks >= limits.processes:
            return tasks, Ending.TOO_MANY_PROCESSES
        return tasks, Ending.TOO_MUCH_MEMORY if memory > limits.memory_together else None

    def know(self, connection: Any, lifeline: bool = False) -> Process | None:
        """The process at the other end, as the platform names it; ``None`` for a stranger or a dead one."""
        pid = self.platform.peer_of(connection.connection)
        if pid is None:
            return None
        member = self.known.get(pid)
        if member is not None and not self.platform.is_alive(self.seen[pid]):
            member = None
        member = member or self.meet(connection, pid)
        if member is not None and lifeline:
            member.lifeline, connection.raw = connection, self.platform.signals
        return member.process if member else None

    def meet(self, connection: Any, outer: int) -> Member | None:
        """Write down a process that is seen for the first time: the one that was started, or one below it."""
        handle = next((one for one in self.tree(fresh=True) if one.pid == outer), None)
        if handle is None or (not self.known and outer != self.root.pid):
            return None
        try:
            parent = handle.parent()
        except psutil.Error:
            return None
        self.note_the_gone()  # whoever was waited for before this one was started was gone before it was born
        above = self.known.get(parent.pid) if parent else None
        process = Process(
            len(self.evidence.processes),
            outer,
            above.process.number if above else None,
            parent.pid if parent else 0,
            parent is not None and server_of(parent) == FORK_SERVER,
            bool(server_of(handle)),
            self.now(),
        )
        self.evidence.processes.append(process)
        self.known[outer] = Member(process, outer, -1, 0)
        return self.known[outer]

    def reaped(self) -> int:
        """Is not seen."""
        return 0

    def unannounced(self) -> list[int]:
        """The pids of who is there and never said hello."""
        there = [one for one in self.tree(fresh=True) if one.pid not in self.known and not server_of(one)]
        return [one.pid for one in there]

    def note_the_gone(self) -> None:
        """Put on the clock who has ended since the last look."""
        for pid, member in self.known.items():
            if member.process.gone is None and not self.platform.is_alive(self.seen[pid]):
                member.process.gone = self.now()

    def survivors(self) -> list[int]:
        """The pids of who is alive beside the caller; the servers that Python itself keeps are left out."""
        self.note_the_gone()
        return [one.pid for one in self.tree(fresh=True) if not self.is_ours(one)]

    def is_ours(self, handle: psutil.Process) -> bool:
        """Whether it is the caller, or somebody's whom the student's code has not made."""
        member = self.known.get(handle.pid)
        ours = member is not None and (member.process.is_caller or member.process.is_server)
        return ours or bool(server_of(handle))

    def shared_memory(self) -> list[str]:
        """Is not seen."""
        return []

    def caller_is_alone(self) -> bool:
        """Whether no process is left that could still do or beget anything; a fork server could."""
        return not self.survivors() and FORK_SERVER not in [server_of(one) for one in self.tree()]

    def caller(self) -> Member | None:
        """The caller, if it is known and alive."""
        found = self.known.get(self.root.pid)
        return found if found and self.platform.is_alive(self.root) else None

    def caller_wait(self, watch: Watch | None) -> CallerWait:
        """In which call is not known; that time can end it, only of one that was seen to wake or to compute."""
        busy = not self.portable_watch.caller_is_restless and self.computes(self.root)
        return CallerWait("", None, self.portable_watch.caller_is_restless or busy)

    def lock_waits(self, watch: Watch | None) -> list[LockWait]:
        """What a thread waits for is not known."""
        return []

    def computes(self, handle: psutil.Process) -> bool:
        """Whether a process has used half of the time since the clock was restarted to compute."""
        before = self.clock.get(handle.pid)
        return before is not None and processor_seconds(handle) - before[0] > (time.monotonic() - before[1]) / 2

    def awaited(self, watch: Watch | None) -> set[int]:
        """Nobody: what a thread waits for is not known here."""
        return set()

    def signal_caller(self) -> None:
        """Ask the harness to make the change that the scenario wants."""
        caller = self.caller()
        if caller is not None:
            self.ask(caller, "change")

    def ask(self, member: Member, what: str) -> None:
        """Ask a process with a signal, or on its lifeline."""
        with contextlib.suppress(psutil.Error, OSError):
            if self.platform.signals:
                number = WHERE if what == "where" else CHANGE
                self.seen[member.outer_pid].send_signal(number)
            elif member.lifeline is not None:
                member.lifeline.send(encode_message({"ask": what}))

    def time_used(self) -> tuple[float, float]:
        """Seconds that everybody has computed, and that the judge itself was late, since the clock was restarted."""
        used = 0.0
        for handle in self.tree():
            now = processor_seconds(handle), time.monotonic()
            used += now[0] - self.clock.setdefault(handle.pid, now)[0]
        return used, self.portable_watch.late

    def measure(self) -> Measure:
        """What all processes have had of the processors so far, and how late the judge itself was."""
        used = {(one.pid, 0): processor_seconds(one) for one in self.tree()}
        return Measure(sum(used.values()), used, {0: self.portable_watch.late})

    def positions(self, caller_alone: bool = False, last: int = 0) -> list[Position]:
        """Where each process stands, or the caller alone: the interpreter's own word, that of the pid ``last`` last."""
        found = []
        for member in sorted(self.known.values(), key=lambda one: one.process.pid == last):
            handle = self.seen[member.outer_pid]
            wanted = member.process.is_caller or not caller_alone
            if member.lifeline is None or not wanted or not self.platform.is_alive(handle):
                continue
            self.ask(member, "where")
            stood = parse_position(self.read_text(member), member.process, None)
            found.append(Position(stood.process, stood.place, "" if self.computes(handle) else WAITS, None))
        return found

    def read_text(self, member: Member) -> str:
        """What a process writes to its lifeline now: until it pauses, or so long at most."""
        line, text, wait, until = member.lifeline, b"", POSITION_SECONDS, time.monotonic() + 2 * POSITION_SECONDS
        with contextlib.suppress(OSError):
            while len(text) < DUMP_BYTES and time.monotonic() < until and line.connection.poll(wait):
                data = line.recv(65536)
                if not data:
                    break
                text, wait = text + data, PAUSE_SECONDS
        return text.decode("ascii", "replace").replace(os.sep, "/")

    def end_all(self) -> None:
        """Kill everybody."""
        self.platform.end_all(self.root, list(self.seen.values()))

    def close(self) -> None:
        """There is nothing to let go of."""


def server_of(process: psutil.Process) -> str:
    """The name of the helper process of Python's own that this is, or nothing; its forked children are none."""
    try:
        command = " ".join(process.cmdline())
        title = next((title for module, title in SERVERS.items() if f"from {module} import main" in command), "")
        above = process.parent() if title else None
        return title if above is None or " ".join(above.cmdline()) != command else ""
    except psutil.Error:
        return ""


def processor_seconds(process: psutil.Process) -> float:
    """Processor time that a process has used; 0.0 when it is gone."""
    with contextlib.suppress(psutil.Error):
        used = process.cpu_times()
        return float(used.user + used.system)
    return 0.0
