"""Who is in the sandbox: the processes that said hello, and those that are merely there."""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any

from autograder import kernel, peers
from autograder.engine import protocol, resources
from autograder.engine.awaited import awaited
from autograder.engine.evidence import Ending, Evidence, LockWait, Position, Process
from autograder.engine.helpers import FORK_SERVER, asked_by_another, is_server, settled_descendants
from autograder.engine.kernel_times import KernelTimes
from autograder.engine.positions import POSITIONS_SECONDS, parse_position, read_text
from autograder.engine.quiescence import Watch
from autograder.engine.resources import Measure, measure
from autograder.errors import KitError
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import RunningSandbox

LOCK_CALLS = ("futex", "flock", "fcntl")


@dataclass
class Member:
    """What the judge holds of one process of the student's."""

    process: Process
    outer_pid: int
    descriptor: int  # stands for the process itself (pidfd_open(2)); never for one that reuses its pid
    started: int
    lifeline: Any = None


@dataclass(frozen=True)
class CallerWait:
    """What the caller waits in: the system call ("" when unknown), the child that it joins, whether time can end it."""

    call: str
    joined_pid: int | None
    timed: bool


class Population:
    """All processes of one run."""

    def __init__(self, evidence: Evidence, now: Callable[[], float], running: RunningSandbox) -> None:
        """Nobody is known yet."""
        self.evidence, self.now, self.running = evidence, now, running
        self.supervisor = 0
        self.supervisor_descriptor = -1
        self.namespace: int | None = None
        self.known: dict[int, Member] = {}
        self.clock: dict[int, tuple[float, float]] = {}
        self.reaped_when_ready = 0

    def know_supervisor(self, connection: Any) -> None:
        """The first connection must be the supervisor's: process 1 of a namespace, or the process that we started."""
        self.supervisor = peers.peer_of(connection)
        status = kernel.read_status(f"/proc/{self.supervisor}")
        self.namespace = kernel.namespace_of(self.supervisor)
        ours = status is not None and (
            status.pids[-1] == 1 if self.running.isolated else self.supervisor == self.running.process.pid
        )
        if not ours or self.namespace is None:
            raise KitError("The sandbox's supervisor could not be looked at. `autograder doctor` tells more.")
        self.supervisor_descriptor = os.pidfd_open(self.supervisor)

    def watch(self, held: Container[int], times: KernelTimes) -> Watch:
        """What tells whether any of them can move; ``held``: threads whose waits the judge's clock holds.

        ``times``: those that the kernel keeps.
        """
        return Watch(self.supervisor, held, self.running.isolated, times)

    def member(self, outer: int) -> Process | None:
        """The process with this pid in the judge's own namespace, if it has ever spoken to the judge."""
        found = self.known.get(outer)
        return found.process if found is not None else None

    def exit_status(self) -> int | None:
        """How the caller ended, where there is no supervisor to say so."""
        return None

    def find_excess(self, limits: Limits) -> tuple[int, Ending | None]:
        """How many processes and threads there are, and the ending that fits if a limit has been reached."""
        return resources.find_excess(self.supervisor, limits)

    def know(self, connection: Any, lifeline: bool = False) -> Process | None:
        """The process at the other end, attested by the kernel; ``None`` for a stranger or a dead one."""
        outer = peers.peer_of(connection)
        member = self.known.get(outer)
        if member is not None and kernel.start_time(outer) != member.started:
            member = None
        if member is None:
            member = self.meet(connection, outer)
        if member is not None and lifeline:
            member.lifeline = connection
        return member.process if member else None

    def meet(self, connection: Any, outer: int) -> Member | None:
        """Write down a process that is seen for the first time."""
        descriptor = peers.open_process(connection, outer)
        if descriptor is None:
            return None
        status = kernel.read_status(f"/proc/{outer}")
        started = kernel.start_time(outer)
        if status is None or peers.has_ended(descriptor) or not self.is_inside(outer):
            os.close(descriptor)
            return None
        self.note_the_gone()  # whoever was waited for before this one was started was gone before it was born
        parent, parent_status = self.known.get(status.parent), kernel.read_status(f"/proc/{status.parent}")
        asked = is_server(status.parent) == FORK_SERVER
        process = Process(
            len(self.evidence.processes),
            status.pids[-1],
            parent.process.number if parent else None,
            parent_status.pids[-1] if parent_status else 0,
            parent_is_server=asked,
            is_server=bool(is_server(outer)),
            born=self.now(),
            other_asked=asked and asked_by_another(outer, self.known),
        )
        self.evidence.processes.append(process)
        if process.pid in self.evidence.unannounced:  # on its way while the file was loaded, and it says so now
            self.evidence.unannounced.remove(process.pid)
        self.known[outer] = Member(process, outer, descriptor, started)
        return self.known[outer]

    def is_inside(self, outer: int) -> bool:
        """Whether a process is the sandbox's: in its pid namespace or, where it has none, below its supervisor."""
        if self.running.isolated:
            return kernel.namespace_of(outer) == self.namespace
        return outer in kernel.descendants_of(self.supervisor)

    def claim_all(self) -> None:
        """Whoever is there now beside the caller is the grader's own."""
        for member in self.known.values():
            member.process.is_server = not member.process.is_caller
        self.reaped_when_ready = self.reaped()

    def reaped(self) -> int:
        """A number that grows with every process that the caller or the supervisor has waited for."""
        caller = self.caller()
        return kernel.reaped_faults(self.supervisor) + (kernel.reaped_faults(caller.outer_pid) if caller else 0)

    def unannounced(self) -> list[int]:
        """The pids of who is there and never said hello; 0 for who was there and has been waited for since."""
        found = []
        for outer in settled_descendants(self.supervisor, self.known):
            status = kernel.read_status(f"/proc/{outer}")
            if outer not in self.known and status is not None and not is_server(outer):
                found.append(status.pids[-1])
        ended = self.reaped() > self.reaped_when_ready and not self.evidence.made()
        return found + [0] * ended

    def note_the_gone(self) -> None:
        """Put on the clock who has ended since the last look."""
        for member in self.known.values():
            if member.process.gone is None and peers.has_ended(member.descriptor):
                member.process.gone = self.now()
            if member.process.gone is not None and member.process.status is None:
                member.process.status = peers.exit_status(member.descriptor, member.outer_pid)

    def survivors(self) -> list[int]:
        """The pids of who is alive beside the caller; the servers that Python itself keeps are left out."""
        self.note_the_gone()
        found = []
        for outer in settled_descendants(self.supervisor, self.known):
            member = self.known.get(outer)
            status = kernel.read_status(f"/proc/{outer}")
            ours = member is not None and (member.process.is_caller or member.process.is_server)
            if ours or status is None or status.state in "ZX" or is_server(outer):
                continue
            found.append(status.pids[-1])
        return found

    def shared_memory(self) -> list[str]:
        """The names in the sandbox's own /dev/shm, where semaphores and shared memory are kept."""
        if self.running.shared_memory is not None:
            return [f"shared memory {name}" for name in self.running.shared_memory.names()]
        caller = self.caller()
        if caller is None:
            return []
        try:
            return sorted(f"shared memory {name}" for name in os.listdir(f"/proc/{caller.outer_pid}/root/dev/shm"))
        except OSError:
            return []

    def caller_is_alone(self) -> bool:
        """Whether no process is left that could still do or beget anything; a fork server could."""
        servers = [is_server(outer) for outer in kernel.descendants_of(self.supervisor)]
        return not self.survivors() and FORK_SERVER not in servers

    def child_with_pid(self, number: int) -> Process | None:
        """The process that has this pid inside the sandbox."""
        return next((one.process for one in self.known.values() if one.process.pid == number), None)

    def caller(self) -> Member | None:
        """The caller, if it is known and alive."""
        found = next((one for one in self.known.values() if one.process.is_caller), None)
        return found if found and not peers.has_ended(found.descriptor) else None

    def caller_wait(self, watch: Watch | None) -> CallerWait:
        """What the caller waits in, as its last look or a new one shows it."""
        caller = self.caller()
        look = watch.last if watch else None
        key = (caller.outer_pid, caller.outer_pid) if caller else (0, 0)
        thread = look.threads.get(key) if look else kernel.read_thread(*key)
        wait = thread.wait if thread else None
        if wait is None:
            return CallerWait("", None, True)
        return CallerWait(wait.call, wait.arguments[0] if wait.call == "wait4" else None, wait.timed)

    def awaited(self, watch: Watch | None) -> set[int]:
        """The numbers of the processes whose end the caller waits for, as the last look shows it."""
        caller, look = self.caller(), watch.last if watch else None
        if caller is None or look is None:
            return set()
        others = {outer: one.process.pid for outer, one in self.known.items() if one is not caller}
        return {self.known[outer].process.number for outer in awaited(look.threads, caller.outer_pid, others)}

    def lock_waits(self, watch: Watch | None) -> list[LockWait]:
        """Every thread that waits for a lock without a time limit, as the last look shows it."""
        look = watch.last if watch else None
        found = []
        for (outer, number), thread in (look.threads if look else {}).items():
            if thread.wait is not None and thread.wait.call in LOCK_CALLS and not thread.wait.timed:
                member = self.known.get(outer)
                process = member.process if member else None
                found.append(LockWait(process, number, thread.wait.arguments[0], thread.voluntary))
        return found

    def signal_caller(self) -> None:
        """Ask the harness to make the change that the scenario wants."""
        caller = self.caller()
        if caller is not None:
            signal.pidfd_send_signal(caller.descriptor, protocol.CHANGE)

    def restart_clock(self) -> None:
        """Count processor time from now on."""
        self.clock = {}

    def time_used(self) -> tuple[float, float]:
        """Seconds that the tree has computed, and waited for a processor, since the clock was restarted."""
        used = delayed = 0.0
        for outer in kernel.descendants_of(self.supervisor):
            now = kernel.cpu_seconds(outer), kernel.delay_seconds(outer)
            before = self.clock.setdefault(outer, now)
            used, delayed = used + now[0] - before[0], max(delayed, now[1] - before[1])
        return used, delayed

    def measure(self) -> Measure:
        """What all processes have had of the processors so far."""
        return measure(self.supervisor) if self.supervisor else Measure(0.0, {}, {})

    def positions(self, caller_alone: bool = False, last: int = 0) -> list[Position]:
        """Where each process stands, or the caller alone: the interpreter's own word, fetched with a signal.

        Whoever waits for a lock loses its place in the queue by that; so the one with the pid ``last`` is asked last.
        """
        found, until = [], time.monotonic() + POSITIONS_SECONDS
        for member in sorted(self.known.values(), key=lambda one: one.process.pid == last):
            if member.lifeline is None or peers.has_ended(member.descriptor) or time.monotonic() > until:
                continue
            if caller_alone and not member.process.is_caller:
                continue
            thread = kernel.read_thread(member.outer_pid, member.outer_pid)
            signal.pidfd_send_signal(member.descriptor, protocol.WHERE)
            found.append(parse_position(read_text(member.lifeline, member.outer_pid), member.process, thread))
        return found

    def end_all(self) -> None:
        """Kill process 1 of the sandbox: the kernel then kills all the others. Without one, ask the supervisor to."""
        if self.supervisor_descriptor >= 0:
            with contextlib.suppress(ProcessLookupError):
                how = signal.SIGKILL if self.running.isolated else signal.SIGTERM
                signal.pidfd_send_signal(self.supervisor_descriptor, how)

    def close(self) -> None:
        """Let go of every process descriptor."""
        for member in self.known.values():
            os.close(member.descriptor)
        if self.supervisor_descriptor >= 0:
            os.close(self.supervisor_descriptor)
