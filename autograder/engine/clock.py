"""The clock of a run, which is the judge's: every sleep and every timed wait of the tree is held until it says so.

Theory of operation. A filter of system calls (:mod:`autograder.sandbox.clock_filter`) sends to the judge whatever
time can end. Nothing of it is answered while anybody else can move. When nobody can, first all those go on whose
reason has come (a lock was let go, a pipe has something to read); then the clock runs: the sleep of the caller's first
thread ends, or else the one that would end first, while the probes stay held. That is a legal schedule, in which all
others are just slow; so whoever sleeps instead of waiting goes on too early, whatever the length of the sleep.

Time that passes so is no time of the program's own clocks. A thread that comes back again and again to sleep while
nothing else happens is *restless*: it polls, or it looks at such a clock. From then on its sleeps take real time,
and only when nothing but time can let anybody go on; as long as anything else can, it is kept where it is. So it
shows whether the program waits for the event or for whoever polls. One exception: a thread that comes back with just
what is left of one short limit (``Process.join(0.6)`` does that inside) gets that time, twice for what it waits for.

The rounds of a manager's server move nothing, and are never begun for it: they are known by their shape.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass

from autograder import kernel
from autograder.engine import notifications, timed_calls
from autograder.engine.alarms import ALARMS, Alarms
from autograder.engine.kernel_times import SET, KernelTimes
from autograder.engine.notifications import Notification
from autograder.engine.timed_calls import TimedCall

SURE_TURNS = 100  # so many turns of a thread show whether they were about one limit; on a busy machine, a few more
TURNS = 200  # so often one sleeps, while nothing else happens, before it is called restless
TURNS_TOGETHER = 400  # and so often all of them; who begins a new thread for each turn comes back in another one
SHORT_SECONDS = 2.0  # a limit that is short enough to be waited for
SHORT_LIMITS = 2  # so many of a thread's are waited for, that wait for the same
LIMITS_TOGETHER = 16  # and so many of a thread's, whatever they wait for
SAME_LIMIT = 0.01  # real seconds by which the ends of one limit differ, at most, when what is left of it is waited for
LEAST_REST = 0.02  # real seconds that a restless thread sleeps at least, so that it can be seen who else moves


@dataclass
class Sleep:
    """One held call: whose it is, and when its time is over by the judge's clock and by the real one."""

    held: Notification
    call: TimedCall
    process: int  # as the judge's namespace knows it
    began: float  # by the real clock
    due: float
    real_due: float


class Clock:
    """All held sleeps of one run, by thread, and the alarms that were armed, by process."""

    def __init__(self, note: Callable[..., None], sleeps_on: Callable[[int], bool], times: KernelTimes) -> None:
        """``note`` is told of each timed wait, with its process, as it begins, and of a timer or limit that is set.

        ``sleeps_on``: whether a process is kept asleep as long as anything else can let anybody go on.
        """
        self.note, self.sleeps_on, self.kernel_times = note, sleeps_on, times
        self.listener = -1
        self.caller = 0  # the first thread of the process that takes the steps, and that process; 0: not known yet
        self.sleeps: dict[int, Sleep] = {}
        self.alarms = Alarms()
        self.beyond: dict[int, kernel.Thread] = {}  # threads that a time of the kernel's may let go on, as they stand
        self.restless: set[int] = set()  # threads; processes, of alarms or of threads that follow each other, as -pid
        self.rounds: Container[int] = ()  # threads that sleep in rounds which move nothing
        self.turns: Counter[int] = Counter()
        self.first: dict[int, Sleep] = {}  # of the turns that are counted
        self.asked_for: dict[int, tuple[str, float]] = {}  # the last call of a thread, and the end of its limit
        self.granted: Counter[object] = Counter()  # how many limits of a thread, and of one that waits for the same
        self.by_own_clock: set[int] = set()  # threads whose short limit is waited for now
        self.ended: list[int] = []  # who was let go by time alone, since anything but time has let anybody act
        self.asked = 0  # so often somebody looked without waiting, since anything else has happened
        self.now = 0.0
        self.running = False  # the clock has let somebody go, and nothing else has happened since
        self.passing = False  # nothing but real time can let anybody go on

    def take(self, listener: int) -> None:
        """From now on the listener is the clock's."""
        os.set_blocking(listener, False)
        self.listener = listener

    def close(self) -> None:
        """Hold nothing any more; whoever still sleeps is about to be killed."""
        if self.listener >= 0:
            os.close(self.listener)
            self.listener = -1

    def disturb(self) -> None:
        """Something else has happened: earlier turns say nothing any more."""
        self.turns.clear()
        self.first.clear()
        self.by_own_clock.clear()
        self.running = self.passing = False
        self.asked = 0

    def __contains__(self, thread: object) -> bool:
        """Whether a thread is held in a sleep or a timed wait."""
        return thread in self.sleeps

    def fileno(self) -> int:
        """The number of the listener, for a selector."""
        return self.listener

    def hear(self) -> bool:
        """A thread has begun a call that time can end; ``False`` when nobody is left who could."""
        held = notifications.receive(self.listener)
        if held is not None:
            self.hold(held)
        return held is not None or not notifications.is_deserted(self.listener)

    def hold(self, held: Notification) -> None:
        """Decide what becomes of a call: most are held."""
        self.sleeps.pop(held.thread, None)  # a signal has called it away, and it comes back
        if held.call in ALARMS or held.call in SET:
            arm = self.hold_alarm if held.call in ALARMS else self.hold_kernel_time
            arm(held, kernel.process_of(held.thread))
            return
        call = timed_calls.understand(held)
        if call is None:
            self.asked += 1
            notifications.go_on(self.listener, held)
            return
        process = kernel.process_of(held.thread)
        began = time.monotonic()
        self.note(held, process, call, self.goes_on(held.thread, call, began + call.seconds))
        rest = max(call.seconds, LEAST_REST if held.thread in self.restless else 0.0)
        sleep = Sleep(held, call, process, began, self.now + call.seconds, began + rest)
        self.sleeps[held.thread] = sleep
        if self.running and not timed_calls.is_ready(held):
            self.advance(self.rounds)  # a turn that led to nothing but the next sleep; all others are just slow

    def goes_on(self, thread: int, call: TimedCall, real_due: float) -> bool:
        """Whether a thread asks but for what is left of its limit, as many a call does inside."""
        name, due = self.asked_for.get(thread, ("", 0.0))
        same = not call.sleeps and name == call.name and abs(real_due - due) <= SAME_LIMIT * max(1.0, call.seconds)
        self.asked_for[thread] = (name, due) if same else (call.name, real_due)
        return same

    def hold_alarm(self, held: Notification, process: int) -> None:
        """A process arms or disarms its alarm."""
        armed = self.alarms.arm(self.listener, held, process, self.now)
        if armed is not None:
            self.note(held, process, armed)

    def hold_kernel_time(self, held: Notification, process: int) -> None:
        """A process sets a time that the kernel is to keep."""
        seconds = self.kernel_times.note(held, process)
        if seconds:
            self.note(held, process, TimedCall(held.call, seconds, sleeps=False))
        if self.kernel_times.set_longer(held, process, seconds):
            notifications.give(self.listener, held)
        else:
            notifications.go_on(self.listener, held)

    def look_beyond(self, threads: Mapping[tuple[int, int], kernel.Thread]) -> None:
        """Nobody can move: whoever of these, by process and thread, waits for a time of the kernel's, is noted."""
        found = {}
        for (process, thread), look in threads.items() if self.kernel_times else ():
            seconds = self.kernel_times.seconds_of(process, look.wait) if look.wait is not None else None
            if look.wait is not None and seconds is not None:
                found[thread] = look
                if self.beyond.get(thread) != look:
                    held = Notification(0, thread, look.wait.call, look.wait.arguments)
                    self.note(held, process, TimedCall(held.call, seconds, sleeps=False))
        self.beyond = found

    def may_turn(self, thread: int, process: int) -> bool:
        """Whether the clock is run for a thread of a process, or for the process's alarm, which counts as -pid."""
        if self.turns.total() >= TURNS_TOGETHER:
            self.restless |= {-process, *self.turns}
        if self.turns[thread] >= SURE_TURNS and thread not in self.restless | self.by_own_clock:
            if self.is_short_limit(thread):
                self.by_own_clock.add(thread)
            elif self.turns[thread] >= TURNS:
                self.restless.add(thread)
        return not self.restless & {thread, -process} and thread not in self.by_own_clock

    def is_short_limit(self, thread: int) -> bool:
        """Whether a thread's turns were about one short limit, and it may have that; then it counts as had."""
        first, last = self.first.get(thread), self.sleeps.get(thread)
        if first is None or last is None:
            return False
        same = thread, *timed_calls.polled(last.held)
        if self.granted[same] >= SHORT_LIMITS or self.granted[thread] >= LIMITS_TOGETHER:
            return False
        passed, drift = last.began - first.began, abs(last.real_due - first.real_due)
        shrinks = first.call.seconds <= SHORT_SECONDS and drift < passed / 2
        self.granted.update((thread, same) if shrinks else ())
        return shrinks

    def is_granting(self) -> bool:
        """Whether a short limit is being waited for by the real clock."""
        return any(thread in self.sleeps for thread in self.by_own_clock)

    def find_ready(self) -> list[int]:
        """The threads whose reason has come."""
        return [thread for thread, sleep in self.sleeps.items() if timed_calls.is_ready(sleep.held)]

    def in_loops(self) -> set[int]:
        """The threads that wait as event loops do, for a short time: that may be the limit of whatever else they do.

        As a short limit is waited for, it was seen what comes when it is over. A longer one is taken at its word.
        """
        short = {one: sleep.held for one, sleep in self.sleeps.items() if sleep.call.seconds <= SHORT_SECONDS}
        return {one for one, held in short.items() if timed_calls.is_event_loop(held)}

    def let_go(self, threads: list[int]) -> None:
        """Let threads do what they have asked for, as the kernel would."""
        for thread in threads:
            notifications.go_on(self.listener, self.sleeps.pop(thread).held)

    def advance(self, idle: Container[int], everybody: bool = False) -> bool:
        """Nobody can move: let the clock run to the next end of a sleep, the caller's first; whether there was one.

        ``idle``: threads that sleep in rounds which move nothing. ``everybody``: those who sleep on, too.
        """
        self.rounds = idle
        waiting = [
            sleep
            for thread, sleep in list(self.sleeps.items())
            if thread not in idle
            and (everybody or not self.sleeps_on(sleep.process))
            and self.may_turn(thread, sleep.process)
        ]
        ringing = {process: alarm for process, alarm in self.alarms.items() if self.may_turn(-process, process)}
        if any(sleep.held.thread == self.caller for sleep in waiting):
            waiting = [sleep for sleep in waiting if sleep.held.thread == self.caller]
            ringing = {process: alarm for process, alarm in ringing.items() if process == self.caller}
        due = min([*(sleep.due for sleep in waiting), *(alarm.due for alarm in ringing.values())], default=None)
        if due is None:
            return False
        for sleep in waiting:
            if sleep.due == due:
                self.advance_to(sleep)
        for process, alarm in ringing.items():
            if alarm.due == due:
                self.ring(process)
        return True

    def advance_to(self, sleep: Sleep) -> None:
        """A sleep is over by the judge's clock."""
        self.now, self.running = max(self.now, sleep.due), True
        self.turns[sleep.held.thread] += 1
        first = self.first.setdefault(sleep.held.thread, sleep)
        if abs(first.real_due - sleep.real_due) > SAME_LIMIT:
            self.first[sleep.held.thread] = sleep
        self.end(sleep)

    def end(self, sleep: Sleep) -> None:
        """Let a sleep end as if its time were over."""
        self.sleeps.pop(sleep.held.thread, None)
        self.ended.append(sleep.held.thread)
        timed_calls.expire(self.listener, sleep.held)

    def ring(self, process: int) -> None:
        """An alarm is over."""
        self.now, self.running = max(self.now, self.alarms[process].due), True
        self.turns[-process] += 1
        self.ended.append(-process)
        self.alarms.ring(process)

    def let_time_pass(self, idle: Container[int] = ()) -> bool:
        """Nothing can go on but by real time, or somebody computes until then; whether anybody sleeps but the idle."""
        self.passing = bool(self.alarms) or any(thread not in idle for thread in self.sleeps)
        return self.passing

    def take_due(self) -> None:
        """Let go those for whom real time has passed, if that is all that can let anybody go on, or is granted."""
        now = time.monotonic()
        for thread, sleep in list(self.sleeps.items()):
            if (self.passing or thread in self.by_own_clock) and now >= sleep.real_due:
                self.by_own_clock.discard(thread)
                self.first.pop(thread, None)
                self.turns[thread] = 0
                self.end(sleep)
        for process, alarm in list(self.alarms.items()):
            if self.passing and now >= alarm.real_due:
                self.ring(process)

    def until_due(self, most: float) -> float:
        """Seconds until a sleep is over by the real clock, and ``most`` at most."""
        now = time.monotonic()
        due = [one.real_due for thread, one in self.sleeps.items() if self.passing or thread in self.by_own_clock]
        due += [alarm.real_due for alarm in self.alarms.values() if self.passing]
        return min([most, *(max(0.0, one - now) for one in due)])

    def forget_the_gone(self, alive: Container[int]) -> None:
        """Drop what belongs to threads and processes that are not among those alive."""
        self.sleeps = {thread: sleep for thread, sleep in self.sleeps.items() if thread in alive}
        self.alarms = Alarms({process: alarm for process, alarm in self.alarms.items() if process in alive})
        self.kernel_times.forget_the_gone(alive)

    def sleeping(self) -> Iterator[int]:
        """Who sleeps, by thread, and whose alarm will ring, as -pid."""
        yield from self.sleeps
        yield from self.beyond
        yield from (-process for process in self.alarms)
