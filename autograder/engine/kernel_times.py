"""Times that the kernel keeps and the judge only hears of as they are set: those of sockets and of timers.

A limit of what a socket receives (``SO_RCVTIMEO``), a timer that is read (timerfd_create(2)) or that sends a signal
(timer_create(2)) lets a thread go on whose call names no time, so the judge's clock cannot hold it. Who stands in such
a call is looked for when nobody can move, and counts as whoever waits with a time limit. Where the judge can set the
time in the program's place, through a copy of the descriptor, a short one is made longer: a legal schedule, as every
time limit may be late, in which it is seen who else can move meanwhile.
"""

import ctypes
import os
import socket
import struct
import time
from collections.abc import Container

from autograder import kernel, peers
from autograder.engine import notifications
from autograder.engine.notifications import Notification
from autograder.engine.timed_calls import MONOTONIC, REALTIME

SET = ("timer_settime", "timerfd_settime", "setsockopt")
RECEIVES = ("recvfrom", "recvmsg", "recvmmsg", "accept", "accept4", "read", "readv")
SIGNALLED = ("pause", "rt_sigsuspend", "rt_sigtimedwait")
TIMER = "anon_inode:[timerfd]"
TIMEVAL, ITIMERSPEC = struct.Struct("=qq"), struct.Struct("=4q")  # of a timer the interval comes first
ABSOLUTE, SINCE_1970 = 1, 1e9  # TIMER_ABSTIME; a time beyond this is no time since the machine was started
LEAST_SECONDS, LEAST_SHARE = 2.0, 0.25  # what is shorter is made as long, or as this share of how long one may sleep


class KernelTimes:
    """All such times of one run: of sockets by what the kernel calls them, of timers by process."""

    def __init__(self, most: float = 4 * LEAST_SECONDS) -> None:
        """None has been set yet; ``most``: so many seconds everybody may stand still."""
        self.least = min(LEAST_SECONDS, LEAST_SHARE * most)
        self.limits: dict[str, float] = {}
        self.descriptors: dict[int, float] = {}
        self.signals: dict[int, float] = {}

    def __bool__(self) -> bool:
        """Whether any is set."""
        return bool(self.limits or self.descriptors or self.signals)

    def note(self, held: Notification, process: int) -> float:
        """A process sets such a time; how many seconds, and 0.0 if it takes one back."""
        if held.call == "setsockopt":
            seconds = read_limit(held)
            self.limits[peers.stands_for(process, held.arguments[0] & 0xFFFF_FFFF)] = seconds
            self.limits = {name: limit for name, limit in self.limits.items() if limit}
            return seconds
        seconds = read_timer(held)
        timers = self.descriptors if held.call == "timerfd_settime" else self.signals
        timers[process] = max(seconds, timers.get(process, 0.0))  # it may have several
        return seconds

    def seconds_of(self, process: int, wait: kernel.Wait) -> float | None:
        """After how many seconds such a time may end a wait, at most; ``None`` if none of them can."""
        if not self or wait.timed:
            return None
        if wait.call in SIGNALLED:
            return self.signals.get(process)
        if wait.call not in RECEIVES:
            return None
        target = peers.stands_for(process, wait.arguments[0] & 0xFFFF_FFFF)
        return max(self.descriptors.values(), default=None) if target == TIMER else self.limits.get(target)

    def set_longer(self, held: Notification, process: int, seconds: float) -> bool:
        """Set a time in a program's place, and a longer one if it is short; whether that was done, so it need not."""
        if held.call == "timer_settime" or not 0 < seconds < self.least:
            return False
        copy = notifications.copy_descriptor(process, held.arguments[0] & 0xFFFF_FFFF)
        if copy is None:
            return False
        try:
            return (set_timer if held.call == "timerfd_settime" else set_limit)(held, copy, self.least)
        except OSError:
            return False
        finally:
            os.close(copy)

    def forget_the_gone(self, alive: Container[int]) -> None:
        """Drop what belongs to processes that are not among those alive."""
        self.descriptors = {process: seconds for process, seconds in self.descriptors.items() if process in alive}
        self.signals = {process: seconds for process, seconds in self.signals.items() if process in alive}


def read_limit(held: Notification) -> float:
    """The limit that a socket is given, in seconds; 0.0 for none."""
    data = notifications.read_memory(held.thread, held.arguments[3], TIMEVAL.size)
    whole, parts = TIMEVAL.unpack(data) if data is not None else (0, 0)
    return float(whole + parts / 1_000_000)


def read_timer(held: Notification) -> float:
    """After how many seconds a timer is to go off for the first time; 0.0 for one that is taken back."""
    data = notifications.read_memory(held.thread, held.arguments[2], ITIMERSPEC.size)
    _, _, whole, parts = ITIMERSPEC.unpack(data) if data is not None else (0, 0, 0, 0)
    seconds = float(whole + parts / 1_000_000_000)
    if seconds and held.arguments[1] & ABSOLUTE:
        seconds = max(0.001, seconds - time.clock_gettime(REALTIME if seconds > SINCE_1970 else MONOTONIC))
    return seconds


def set_limit(held: Notification, descriptor: int, seconds: float) -> bool:
    """Give a socket a limit by a copy of its descriptor."""
    with socket.socket(fileno=os.dup(descriptor)) as limited:
        limit = TIMEVAL.pack(int(seconds), int(seconds % 1 * 1_000_000))
        limited.setsockopt(socket.SOL_SOCKET, held.arguments[2] & 0xFFFF_FFFF, limit)
    return True


def set_timer(held: Notification, descriptor: int, seconds: float) -> bool:
    """Set a timer by a copy of its descriptor; if it goes off again and again, it does so no more often."""
    data = notifications.read_memory(held.thread, held.arguments[2], ITIMERSPEC.size)
    again = ITIMERSPEC.unpack(data)[:2] if data is not None else (0, 0)
    longer = int(seconds), int(seconds % 1 * 1_000_000_000)
    before = ctypes.create_string_buffer(ITIMERSPEC.size)
    time_set = ITIMERSPEC.pack(*(max(again, longer) if any(again) else again), *longer)
    done = bool(ctypes.CDLL(None).timerfd_settime(descriptor, 0, time_set, before) == 0)
    if done and held.arguments[3]:
        notifications.write_memory(held.thread, held.arguments[3], before.raw)
    return done
