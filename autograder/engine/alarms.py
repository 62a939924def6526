"""The alarms of a run: real-time timers of processes, which the judge keeps in the kernel's stead.

A program arms one by alarm(2) or setitimer(2) and gets the answer that the kernel would give; SIGALRM comes when the
judge says that its time is over.
"""

import contextlib
import os
import signal
import struct
import time
from dataclasses import dataclass

from autograder.engine import notifications
from autograder.engine.notifications import Notification
from autograder.engine.timed_calls import TimedCall

TIMER = struct.Struct("=4q")  # struct itimerval: interval and value, each in seconds and microseconds
REAL_TIMER = 0  # ITIMER_REAL, setitimer(2)
ALARMS = ("alarm", "setitimer")


@dataclass
class Alarm:
    """A timer that a process has armed: when it rings, by both clocks, and how often again (0.0: never), in seconds."""

    due: float
    real_due: float
    interval: float


class Alarms(dict[int, Alarm]):
    """The armed timer of each process that has one."""

    def arm(self, listener: int, held: Notification, process: int, now: float) -> TimedCall | None:
        """Answer a call that arms or disarms an alarm; what the process has to wait for from now on, if anything.

        ``now``: seconds by the judge's clock. The answer to the call is what was left of the alarm before.
        """
        before = self.pop(process, None)
        left = max(0.0, before.due - now) if before else 0.0
        if held.call == "alarm":
            seconds, interval = float(held.arguments[0] & 0xFFFF_FFFF), 0.0
            answer = max(1, round(left)) if before else 0
        else:
            data = notifications.read_memory(held.thread, held.arguments[1], TIMER.size) if held.arguments[1] else None
            if held.arguments[0] & 0xFFFF_FFFF != REAL_TIMER or data is None:
                notifications.go_on(listener, held)
                return None
            every, part, first, rest = TIMER.unpack(data)
            seconds, interval, answer = first + rest / 1e6, every + part / 1e6, 0
            if held.arguments[2]:
                old = [int(before.interval if before else 0), 0, int(left), int(left % 1 * 1e6)]
                notifications.write_memory(held.thread, held.arguments[2], TIMER.pack(*old))
        armed = seconds > 0
        if armed:
            self[process] = Alarm(now + seconds, time.monotonic() + seconds, interval)
        notifications.give(listener, held, answer)
        return TimedCall(held.call, seconds, sleeps=False) if armed else None

    def ring(self, process: int) -> None:
        """An alarm is over: its process gets the signal, and the alarm is armed again if it rings at intervals."""
        alarm = self[process]
        if alarm.interval:
            alarm.due += alarm.interval
            alarm.real_due = time.monotonic() + alarm.interval  # rings of the judge's clock took no real time
        else:
            del self[process]
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGALRM)
