"""What a held system call waits for, for how long, and whether it could go on by now.

Times are seconds. A limit by an absolute time is turned into what was left of it when the call was held.
"""

import errno
import os
import re
import select
import struct
import time
from dataclasses import dataclass

from autograder import kernel, peers
from autograder.engine import notifications
from autograder.engine.notifications import Notification

SLEEPS = ("clock_nanosleep", "nanosleep")
REALTIME, MONOTONIC, BOOT_TIME = 0, 1, 7  # clock_gettime(2); the names that Python has for them are not on Windows
EPOLLS = ("epoll_wait", "epoll_pwait", "epoll_pwait2")
TARGETS = re.compile(rb"^tfd:\s*(\d+)", re.MULTILINE)  # proc_pid_fdinfo(5)
CLOCKS = (REALTIME, MONOTONIC, BOOT_TIME)
TIMESPEC, TIMEVAL, POLLED = struct.Struct("=qq"), struct.Struct("=qq"), struct.Struct("=ihh")
ABSOLUTE = 1  # TIMER_ABSTIME, clock_nanosleep(2)
FUTEX_WAIT, FUTEX_REALTIME = 0, 0x100
LONGEST = 1e9  # seconds; what is longer, or cannot be read, is as good as for ever
MOST_DESCRIPTORS = 1024
POINTERS = {"ppoll": 2, "select": 4, "pselect6": 4, "rt_sigtimedwait": 2, "epoll_pwait2": 3}
MILLISECONDS = {"poll": 2, "epoll_wait": 3, "epoll_pwait": 3}


@dataclass(frozen=True, slots=True)
class TimedCall:
    """A call that time can end: which, after how many seconds, and whether anything else can end it at all."""

    name: str
    seconds: float
    sleeps: bool  # by time alone


def understand(held: Notification) -> TimedCall | None:
    """What a held call waits for; ``None`` for one that waits for no time at all."""
    seconds = seconds_of(held)
    if seconds is None or seconds <= 0.0:
        return None
    return TimedCall(held.call, min(seconds, LONGEST), waits_for_nothing(held))


def waits_for_nothing(held: Notification) -> bool:
    """Whether a call is a sleep, by that or another name."""
    if held.call in ("poll", "ppoll"):
        return held.arguments[1] == 0
    if held.call in ("select", "pselect6"):
        return not any(held.arguments[1:4]) or held.arguments[0] & 0xFFFF_FFFF == 0
    return held.call in SLEEPS


def seconds_of(held: Notification) -> float | None:
    """How long a call waits at most; ``None`` when that cannot be read."""
    given = held.arguments
    if held.call in MILLISECONDS:
        return (given[MILLISECONDS[held.call]] & 0xFFFF_FFFF) / 1000
    if held.call == "clock_nanosleep":
        return read_time(held.thread, given[2], given[0] if given[1] & ABSOLUTE and given[0] in CLOCKS else None)
    if held.call == "nanosleep":
        return read_time(held.thread, given[0])
    if held.call == "futex":
        clock = REALTIME if given[1] & FUTEX_REALTIME else MONOTONIC
        return read_time(held.thread, given[3], None if given[1] & 0x7F == FUTEX_WAIT else clock)
    if held.call == "select":
        return read_time(held.thread, given[4], parts=1_000_000)
    return read_time(held.thread, given[POINTERS[held.call]]) if held.call in POINTERS else None


def read_time(thread: int, place: int, clock: int | None = None, parts: int = 1_000_000_000) -> float | None:
    """A time in a thread's memory, in seconds from now if it is the time of a clock."""
    data = notifications.read_memory(thread, place, TIMESPEC.size)
    if data is None:
        return None
    whole, part = TIMESPEC.unpack(data)
    seconds = float(whole) + part / parts
    return seconds if clock is None else float(seconds - time.clock_gettime(clock))


def is_ready(held: Notification) -> bool:
    """Whether what a call waits for has come, so that it would not wait any more."""
    match held.call:
        case "futex":
            word = notifications.read_memory(held.thread, held.arguments[0], 4)
            return word is None or int.from_bytes(word, "little") != held.arguments[2] & 0xFFFF_FFFF
        case "poll" | "ppoll":
            return any_is_ready(held.thread, polled(held))
        case "select" | "pselect6":
            return any_is_ready(held.thread, selected(held))
        case name if name in EPOLLS:
            return any_is_ready(held.thread, [(held.arguments[0] & 0xFFFF_FFFF, select.POLLIN)])
        case "rt_sigtimedwait":
            wanted = notifications.read_memory(held.thread, held.arguments[0], 8)
            return wanted is None or bool(kernel.pending_signals(held.thread) & int.from_bytes(wanted, "little"))
    return False


def is_event_loop(held: Notification) -> bool:
    """Whether a call waits as an event loop does: its ``epoll`` looks at a socket, too, with which threads wake it.

    What limit that has is a matter of whatever else the loop does. Source: ``_make_self_pipe`` in asyncio's
    selector_events.py.
    """
    if held.call not in EPOLLS:
        return False
    process, descriptor = kernel.process_of(held.thread), held.arguments[0] & 0xFFFF_FFFF
    found = TARGETS.findall(kernel.read_bytes(f"/proc/{process}/fdinfo/{descriptor}") or b"")
    return any(peers.stands_for(process, int(target)).startswith("socket:") for target in found)


def polled(held: Notification) -> list[tuple[int, int]]:
    """The descriptors of a ``poll``, each with the events that are waited for; of another call none."""
    if held.call not in ("poll", "ppoll"):
        return []
    number = min(held.arguments[1], MOST_DESCRIPTORS)
    data = notifications.read_memory(held.thread, held.arguments[0], POLLED.size * number) if number else b""
    return [(one, events) for one, events, _ in POLLED.iter_unpack(data or b"") if one >= 0]


def selected(held: Notification) -> list[tuple[int, int]]:
    """The descriptors of a ``select``, each with the events that are waited for."""
    size, found = bytes_of_sets(held), []
    for place, events in zip(held.arguments[1:4], (select.POLLIN, select.POLLOUT, select.POLLPRI), strict=True):
        data = notifications.read_memory(held.thread, place, size) if place and size else None
        bits = int.from_bytes(data or b"", "little")
        found += [(one, events) for one in range(size * 8) if bits >> one & 1]
    return found


def bytes_of_sets(held: Notification) -> int:
    """The length of the sets of a ``select``, in whole words as the kernel has it."""
    return (min(held.arguments[0] & 0xFFFF_FFFF, MOST_DESCRIPTORS) + 63) // 64 * 8


def any_is_ready(thread: int, wanted: list[tuple[int, int]]) -> bool:
    """Whether any of these descriptors of a thread has what is waited for; one that cannot be had counts as ready."""
    process, copies, looked = kernel.process_of(thread), [], select.poll()
    try:
        for descriptor, events in wanted:
            copy = notifications.copy_descriptor(process, descriptor)
            if copy is None:
                return True
            copies.append(copy)
            looked.register(copy, events)
        return bool(looked.poll(0))
    finally:
        for copy in copies:
            os.close(copy)


def expire(listener: int, held: Notification) -> bool:
    """Let a call end because its time is over, as the kernel would; whether it was still waiting for that."""
    match held.call:
        case "futex":
            return notifications.give(listener, held, error=errno.ETIMEDOUT)
        case "rt_sigtimedwait":
            return notifications.give(listener, held, error=errno.EAGAIN)
        case "select" | "pselect6":
            for place in filter(None, held.arguments[1:4]):
                notifications.write_memory(held.thread, place, bytes(bytes_of_sets(held)))
    return notifications.give(listener, held)
