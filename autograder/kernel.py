"""What the Linux kernel says of processes: who connects, who begot whom, who waits for what.

Every function here reads facts that the student's code cannot write: the peer of a Unix socket
(``SO_PEERCRED`` of unix(7)), ``/proc`` (proc_pid_status(5), proc_pid_syscall(5)), and process file
descriptors (pidfd_open(2)).
"""

import mmap
import os
import platform
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FORKED_ONLY = 0x40  # PF_FORKNOEXEC
STATUS = re.compile(
    rb"^State:\t(?P<state>\w)|^PPid:\t(?P<parent>\d+)|^NSpid:\t(?P<pids>[\d\t]+)"
    rb"|^voluntary_ctxt_switches:\t(?P<voluntary>\d+)|^nonvoluntary_ctxt_switches:\t(?P<involuntary>\d+)",
    re.MULTILINE,
)
PAGE_BYTES = mmap.PAGESIZE
UNTIMED_POLL = ANY_CHILD = 0xFFFFFFFF  # -1, as an unsigned argument of 32 bits

# Numbers of the system calls in which a thread may wait, by machine (the kernel's syscall tables).
SYSTEM_CALLS: dict[str, dict[int, str]] = {
    "x86_64": {
        0: "read", 1: "write", 7: "poll", 17: "pread64", 18: "pwrite64", 19: "readv", 20: "writev", 23: "select",
        34: "pause", 35: "nanosleep", 42: "connect", 43: "accept", 44: "sendto", 45: "recvfrom", 46: "sendmsg",
        47: "recvmsg", 61: "wait4", 72: "fcntl", 73: "flock", 128: "rt_sigtimedwait", 130: "rt_sigsuspend",
        202: "futex", 230: "clock_nanosleep", 232: "epoll_wait", 247: "waitid", 270: "pselect6", 271: "ppoll",
        281: "epoll_pwait", 288: "accept4", 295: "preadv", 296: "pwritev", 299: "recvmmsg",
    },
    "aarch64": {
        22: "epoll_pwait", 25: "fcntl", 32: "flock", 63: "read", 64: "write", 65: "readv", 66: "writev",
        67: "pread64", 68: "pwrite64", 69: "preadv", 70: "pwritev", 72: "pselect6", 73: "ppoll", 95: "waitid",
        98: "futex", 101: "nanosleep", 115: "clock_nanosleep", 133: "rt_sigsuspend", 137: "rt_sigtimedwait",
        202: "accept", 203: "connect", 206: "sendto", 207: "recvfrom", 211: "sendmsg", 212: "recvmsg", 242: "accept4",
        243: "recvmmsg", 260: "wait4",
    },
}  # fmt: skip
MACHINE_CALLS = SYSTEM_CALLS.get(platform.machine(), {})


@dataclass(frozen=True, slots=True)
class Wait:
    """One thread's blocking system call: its name and its raw arguments."""

    call: str
    arguments: tuple[int, ...]

    @property
    def timed(self) -> bool:
        """Whether the wait can end by the clock alone."""
        given = self.arguments
        match self.call:
            case "nanosleep" | "clock_nanosleep":
                return True
            case "poll":
                return given[2] & UNTIMED_POLL != UNTIMED_POLL
            case "epoll_wait" | "epoll_pwait":
                return given[3] & UNTIMED_POLL != UNTIMED_POLL
            case "select" | "pselect6" | "recvmmsg":
                return given[4] != 0
            case "ppoll" | "rt_sigtimedwait":
                return given[2] != 0
            case "futex":
                return given[3] != 0
        return False


@dataclass(frozen=True, slots=True)
class Thread:
    """One look at one thread: scheduler state, context switches, and the call it waits in."""

    state: str
    voluntary: int
    involuntary: int
    wait: Wait | None

    @property
    def dead(self) -> bool:
        """Whether the thread has ended and only waits to be reaped."""
        return self.state in "ZX"


@dataclass(frozen=True, slots=True)
class Status:
    """A process as ``/proc/PID/status`` shows it; ``pids`` from the outermost namespace inward."""

    state: str
    parent: int
    pids: tuple[int, ...]
    voluntary: int
    involuntary: int


def read_bytes(path: str) -> bytes | None:
    """A small file of ``/proc``, or ``None`` when the process is gone or may not be looked at."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        return os.read(descriptor, 16384)
    except OSError:
        return None
    finally:
        os.close(descriptor)


def read_status(path: str) -> Status | None:
    """Parse a ``status`` file of a process or thread (``/proc/PID`` or ``/proc/PID/task/TID``)."""
    data = read_bytes(f"{path}/status")
    found: dict[str, bytes] = {}
    for match in STATUS.finditer(data or b""):
        found[match.lastgroup or ""] = match[match.lastgroup or 0]
    if len(found) < 5:
        return None
    pids = tuple(int(number) for number in found["pids"].split())
    return Status(
        found["state"].decode(), int(found["parent"]), pids, int(found["voluntary"]), int(found["involuntary"])
    )


def read_thread(process: int, thread: int) -> Thread | None:
    """One look at one thread; ``None`` when it is gone, and no ``wait`` unless it surely waits."""
    path = f"/proc/{process}/task/{thread}"
    status = read_status(path)
    if status is None:
        return None
    wait = read_wait(f"{path}/syscall") if status.state == "S" else None
    return Thread(status.state, status.voluntary, status.involuntary, wait)


def is_running(process: int, thread: int) -> bool:
    """Whether a thread has a processor, or is ready for one or for a disk (``R`` and ``D`` of proc_pid_stat(5))."""
    return (read_bytes(f"/proc/{process}/task/{thread}/stat") or b")").rpartition(b")")[2][1:2] in (b"R", b"D")


def read_wait(path: str) -> Wait | None:
    """The blocking call named by a ``syscall`` file; ``None`` if running, unreadable or unknown."""
    fields = (read_bytes(path) or b"running").split()
    if not fields[0].isdigit() or int(fields[0]) not in MACHINE_CALLS:
        return None
    return Wait(MACHINE_CALLS[int(fields[0])], tuple(int(field, 16) for field in fields[1:7]))


def threads_of(process: int) -> list[int]:
    """The thread ids of a process, or none when it is gone."""
    try:
        return [int(name) for name in os.listdir(f"/proc/{process}/task")]
    except OSError:
        return []


def children_of(process: int, threads: Iterable[int]) -> list[int]:
    """The processes begotten by these threads of a process, zombies included."""
    found: list[int] = []
    for thread in threads:
        data = read_bytes(f"/proc/{process}/task/{thread}/children")
        found += [int(number) for number in (data or b"").split()]
    return found


def walk(root: int) -> Iterator[tuple[int, list[int]]]:
    """Every process at and below ``root``, nearest first, with its threads; each is looked at only as it is given."""
    waiting, known = deque([root]), {root}
    while waiting:
        process = waiting.popleft()
        threads = threads_of(process)
        born = [child for child in children_of(process, threads) if child not in known]
        known.update(born)
        waiting += born
        yield process, threads


def descendants_of(root: int) -> list[int]:
    """Every process below ``root``, nearest first; ``root`` itself is left out."""
    return [process for process, _ in walk(root)][1:]


def process_of(thread: int) -> int:
    """The process that a thread belongs to; the thread's own number when it is gone."""
    found = re.search(rb"^Tgid:\t(\d+)", read_bytes(f"/proc/{thread}/status") or b"", re.MULTILINE)
    return int(found[1]) if found else thread


def inner_pid(process: int) -> int:
    """The pid of a process as its own code sees it; 0 when it is gone."""
    status = read_status(f"/proc/{process}")
    return status.pids[-1] if status is not None else 0


def pending_signals(thread: int) -> int:
    """The signals that wait for a thread or its process, one bit each (``SigPnd`` and ``ShdPnd``)."""
    data = read_bytes(f"/proc/{thread}/status") or b""
    masks = re.findall(rb"^(?:SigPnd|ShdPnd):\t([0-9a-f]+)", data, re.MULTILINE)
    return int(masks[0], 16) | int(masks[1], 16) if len(masks) == 2 else 0


def tasks_of(user: int) -> int:
    """How many threads a user has, in all processes that can be seen."""
    found = 0
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.stat(f"/proc/{process}").st_uid == user:
                found += len(os.listdir(f"/proc/{process}/task"))
        except OSError:
            continue
    return found


def cpu_seconds(process: int) -> float:
    """Processor time that a process has used so far, in seconds; coarse, and 0.0 when it is gone."""
    fields = (read_bytes(f"/proc/{process}/stat") or b")").rpartition(b")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if len(fields) > 12 else 0.0


def reaped_faults(process: int) -> int:
    """Page faults of all children that a process has waited for (``cminflt`` and ``cmajflt``, proc_pid_stat(5)).

    No process lives without page faults, so the number grows with every child that is waited for.
    """
    fields = (read_bytes(f"/proc/{process}/stat") or b")").rpartition(b")")[2].split()
    return int(fields[8]) + int(fields[10]) if len(fields) > 10 else 0


def processor_seconds(process: int) -> tuple[float, float]:
    """Processor time of a process, and of those of its children that it has reaped, with theirs (proc_pid_stat(5))."""
    return times_of(process)[:2]


def times_of(process: int) -> tuple[float, float, int]:
    """The same, and when the process started, as :func:`start_time` has it; all from one look."""
    fields = (read_bytes(f"/proc/{process}/stat") or b")").rpartition(b")")[2].split()
    own, reaped = (sum(int(one) for one in fields[place : place + 2]) for place in (11, 13))
    started = int(fields[19]) if len(fields) > 19 else -1
    return own / os.sysconf("SC_CLK_TCK"), reaped / os.sysconf("SC_CLK_TCK"), started


def delay_seconds(process: int, thread: int | None = None) -> float:
    """Time that a thread (by default the first) was ready to run but got no processor, in seconds."""
    fields = (read_bytes(f"/proc/{process}/task/{thread or process}/schedstat") or b"").split()
    return int(fields[1]) / 1e9 if len(fields) > 1 else 0.0


def memory_pages(process: int) -> int:
    """Pages of memory that a process holds or shares; 0 when it is gone."""
    fields = (read_bytes(f"/proc/{process}/statm") or b"").split()
    return int(fields[1]) if len(fields) > 1 else 0


def memory_share(process: int) -> int:
    """Bytes of memory that a process holds, each shared page divided by those who share it; 0 when it is gone."""
    found = re.search(rb"^Pss: +(\d+) kB", read_bytes(f"/proc/{process}/smaps_rollup") or b"", re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def start_time(process: int) -> int:
    """When a process started, in clock ticks since boot; tells a reused pid from its first owner."""
    fields = (read_bytes(f"/proc/{process}/stat") or b")").rpartition(b")")[2].split()
    return int(fields[19]) if len(fields) > 19 else -1


def command_line(process: int) -> list[str]:
    """The words of a process's command line; empty when it is gone or a zombie."""
    words = (read_bytes(f"/proc/{process}/cmdline") or b"").decode("utf-8", "replace").split("\0")
    return words[:-1]


def namespace_of(process: int) -> int | None:
    """The identity of the pid namespace of a process, or ``None`` when it cannot be read."""
    try:
        return os.stat(f"/proc/{process}/ns/pid").st_ino
    except OSError:
        return None


def has_run_another_program(process: int) -> bool:
    """Whether a process has begun a program of its own since it was forked (``PF_FORKNOEXEC`` of proc_pid_stat(5))."""
    fields = (read_bytes(f"/proc/{process}/stat") or b")").rpartition(b")")[2].split()
    return len(fields) > 6 and not int(fields[6]) & FORKED_ONLY


def program_of(process: int) -> str:
    """The file that a process runs; empty when it may not be known."""
    try:
        return os.readlink(f"/proc/{process}/exe")
    except OSError:
        return ""
