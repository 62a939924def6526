"""Time belongs to the judge: sleeps end when it says so, and whoever sleeps or polls instead of waiting is seen."""

from collections.abc import Iterator

import pytest

from autograder.checks.event_log import tell
from autograder.checks.waiting import find_guess, find_pause
from autograder.engine import judge
from autograder.engine.clock import SURE_TURNS, TURNS, Clock, Sleep
from autograder.engine.evidence import Ending, Evidence
from autograder.engine.kernel_times import KernelTimes
from autograder.engine.notifications import Notification
from autograder.engine.probes import Probe
from autograder.engine.scenario import START_METHODS, Scenario
from autograder.engine.steps import call
from autograder.engine.timed_calls import TimedCall
from autograder.sandbox.levels import Level
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import LEVELS, Judge, Sandboxes

TASK = Probe("task", 1)
THREAD = 7  # as the kernel numbers it
NO_TIME = Limits(seconds=5.0)  # a sleep that took real time would end the run
IMPORTS = """
import asyncio, ctypes, multiprocessing, os, queue, select, signal, socket, struct, subprocess, sys, threading, time
from multiprocessing import Process
from multiprocessing.connection import wait
C = ctypes.CDLL(None)  # timers of the kernel's, which older Pythons have no names for
def receive(one):
    try: one.recv(1)
    except BlockingIOError: pass
"""
# What gives a socket a limit, what asks it, and what sets a timer; times that the kernel keeps.
LIMITED = (
    "ours, theirs = socket.socketpair()\n"
    "    ours.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack('ll', 0, 20_000))"
)
TIMER = (
    "timer = C.timerfd_create(1, 0)\n"
    "    C.timerfd_settime(timer, 0, struct.pack('4q', 0, 20_000_000, 0, 20_000_000), None)"
)
# Each sleeps for an hour, by the name of a sleep or another one.
SLEEPS = {
    "sleep": "time.sleep(3600)",
    "select": "select.select([], [], [], 3600)",
    "poll": "select.poll().poll(3_600_000)",
    "epoll": "select.epoll().poll(3600)",
    "signal": "signal.sigtimedwait([], 3600)",
    "event": "threading.Event().wait(3600)",
    "shared event": "multiprocessing.Event().wait(3600)",
    "lock": "lock = threading.Lock(); lock.acquire(); lock.acquire(timeout=3600)",
    "socket": "select.select([socket.socketpair()[0]], [], [], 3600)",
    "thread": "t = threading.Thread(target=time.sleep, args=(3600,)); t.start(); t.join()",
    "process": "p = Process(target=time.sleep, args=(3600,)); p.start(); p.join()",
    "alarm": "signal.signal(signal.SIGALRM, lambda *_: None); signal.alarm(3600); signal.pause()",
    "timer": (
        "signal.signal(signal.SIGALRM, lambda *_: None); signal.setitimer(signal.ITIMER_REAL, 3600); signal.pause()"
    ),
}
# Each looks again and again whether `p` is alive, or asks with a limit; none of them returns before it is gone.
POLLS = {
    "caller": "while p.is_alive(): time.sleep(0.02)",
    "caller joins with a limit": "while p.is_alive(): p.join(0.02)",
    "caller asks the sentinel": "while not wait([p.sentinel], 0.02): pass",
    "caller asks with an alarm": (
        "signal.signal(signal.SIGALRM, lambda *_: None)\n"
        "    while p.is_alive():\n        signal.setitimer(signal.ITIMER_REAL, 0.02)\n        signal.pause()"
    ),
    "caller asks at each ring of a timer": (
        "signal.signal(signal.SIGALRM, lambda *_: None)\n"
        "    signal.setitimer(signal.ITIMER_REAL, 0.2, 0.2)\n    while p.is_alive(): signal.pause()"
    ),
    "thread": (
        "def look():\n        while p.is_alive(): time.sleep(0.02)\n"
        "    t = threading.Thread(target=look); t.start(); t.join()"
    ),
    "thread asks with a limit": (
        "def look():\n        while p.is_alive(): p.join(0.02)\n"
        "    t = threading.Thread(target=look); t.start(); t.join()"
    ),
    "thread tells by an event": (
        "done = threading.Event()\n"
        "    def look():\n        while p.is_alive(): time.sleep(0.02)\n        done.set()\n"
        "    threading.Thread(target=look).start(); done.wait()"
    ),
    "a new timer each time": (
        "done = threading.Event()\n"
        "    def look():\n"
        "        done.set() if not p.is_alive() else threading.Timer(0.02, look).start()\n"
        "    look(); done.wait()"
    ),
    "loop of events": (
        "async def look():\n        while p.is_alive(): await asyncio.sleep(0.02)\n    asyncio.run(look())"
    ),
    "caller asks an epoll": (
        "poller = select.epoll()\n    poller.register(p.sentinel, select.EPOLLIN)\n"
        "    while not poller.poll(0.02): pass\n    p.join()"
    ),
    "loop of events with a limit": (
        "async def look():\n        threads = asyncio.get_running_loop().run_in_executor(None, p.join)\n"
        "        await asyncio.wait_for(threads, 30)\n    asyncio.run(look())"
    ),
    "caller asks a socket with a limit": f"{LIMITED}\n    while p.is_alive(): receive(ours)",
    "thread asks a socket with a limit": (
        f"{LIMITED}\n    def look():\n        while p.is_alive(): receive(ours)\n"
        "    t = threading.Thread(target=look); t.start(); t.join()"
    ),
    "caller reads a timer": f"{TIMER}\n    while p.is_alive(): os.read(timer, 8)",
    "thread reads a timer": (
        f"{TIMER}\n    def look():\n        while p.is_alive(): os.read(timer, 8)\n"
        "    t = threading.Thread(target=look); t.start(); t.join()"
    ),
    "caller pauses until a timer's signal": (
        "signal.signal(signal.SIGALRM, lambda *_: None)\n"
        "    timer = ctypes.c_void_p(); C.timer_create(1, None, ctypes.byref(timer))\n"
        "    C.timer_settime(timer, 0, struct.pack('4q', 0, 200_000_000, 0, 200_000_000), None)\n"
        "    while p.is_alive(): signal.pause()"
    ),
    "another process": (
        "os.environ['WATCHED'] = str(p.pid)\n"
        '    code = \'import os, time\\nwhile os.path.exists("/proc/" + os.environ["WATCHED"] + "/exe"): '
        "time.sleep(0.02)'\n"
        "    subprocess.run([sys.executable, '-S', '-c', code])"
    ),
}
# Each waits for `p` by blocking, beside something that ticks.
TICKS = {
    "nothing": "p.join()",
    "a heartbeat": (
        "stop = []\n"
        "    def beat():\n        while not stop: time.sleep(0.05)\n"
        "    t = threading.Thread(target=beat); t.start(); p.join(); stop.append(1); t.join()"
    ),
    "a spinner": (
        "stop = threading.Event()\n"
        "    def spin():\n        while not stop.wait(0.05): pass\n"
        "    t = threading.Thread(target=spin); t.start(); p.join(); stop.set(); t.join()"
    ),
    "a clock for ever": (
        "def tick():\n        while True: time.sleep(0.01)\n"
        "    threading.Thread(target=tick, daemon=True).start(); p.join()"
    ),
    "an event loop that beats": (
        "async def beat():\n        while True: await asyncio.sleep(0.05)\n"
        "    async def main():\n        beating = asyncio.ensure_future(beat())\n"
        "        await asyncio.get_running_loop().run_in_executor(None, p.join)\n        beating.cancel()\n"
        "    asyncio.run(main())"
    ),
    "an event loop that beats and waits for a pipe": (
        "async def beat():\n        while True: await asyncio.sleep(0.05)\n"
        "    async def main():\n        beating, ended = asyncio.ensure_future(beat()), asyncio.Event()\n"
        "        asyncio.get_running_loop().add_reader(p.sentinel, ended.set)\n"
        "        await ended.wait()\n        p.join()\n        beating.cancel()\n"
        "    asyncio.run(main())"
    ),
    "a manager": "m = multiprocessing.Manager(); p.join(); m.shutdown()",
    "a socket with a limit": (
        f"{LIMITED}\n    def look(other):\n        while True: receive(ours)\n"
        "    threading.Thread(target=look, args=(theirs,), daemon=True).start(); p.join()"
    ),
    "a timer": (
        f"{TIMER}\n    def look():\n        while True: os.read(timer, 8)\n"
        "    threading.Thread(target=look, daemon=True).start(); p.join()"
    ),
    "dots": "for _ in range(20): time.sleep(0.1)\n    p.join()",
    "a worker": (
        "q = multiprocessing.Queue(); w = Process(target=q.put, args=(1,)); w.start(); q.get(timeout=30)\n"
        "    w.join(); p.join()"
    ),
}


def program(body: str, before: str = "") -> str:
    """A program whose ``go`` starts a child and does something about it."""
    started = "p = Process(target=task)\n    p.start()" if body else "pass"
    return f"{IMPORTS}\ndef go(task):\n    {before or 'pass'}\n    {started}\n    {body or 'pass'}\n"


@pytest.mark.parametrize("name", SLEEPS)
def test_a_sleep_takes_no_time(judged: Judge, name: str) -> None:
    """An hour is over when nobody else can move; the program is neither blocked nor asleep."""
    evidence = judged(program("", SLEEPS[name]), call("go", TASK), limits=NO_TIME)
    assert evidence.ending is Ending.FINISHED
    assert [wait.seconds for wait in evidence.waits] == pytest.approx([3600], abs=30)


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("name", SLEEPS)
def test_whoever_sleeps_instead_of_waiting_returns_too_early(judged: Judge, name: str, start_method: str) -> None:
    """However long the sleep is: the clock runs first, and the task is still held."""
    evidence = judged(program(SLEEPS[name]), call("go", TASK), start_method=start_method, limits=NO_TIME)
    (step,), (made,) = evidence.steps, evidence.calls_of("task")
    assert step.left is not None
    assert made.released is not None
    assert step.left < made.released


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("name", POLLS)
def test_whoever_polls_is_seen(judged: Judge, name: str, start_method: str) -> None:
    """In the caller, in a thread of it, in another process: what the result waited for looked again and again."""
    evidence = judged(program(POLLS[name]), call("go", TASK), start_method=start_method)
    assert evidence.ending is Ending.FINISHED
    assert find_guess(evidence, evidence.steps[0])


@pytest.mark.parametrize(
    "body", [f"{LIMITED}\n    receive(ours)", f"{TIMER}\n    os.read(timer, 8)"], ids=["socket", "timer"]
)
def test_whoever_sleeps_by_a_time_of_the_kernels_is_seen(judged: Judge, body: str) -> None:
    """That time cannot be made to pass, but the caller stands in it when nobody else can move."""
    evidence = judged(program(body), call("go", TASK))
    (step,) = evidence.steps
    assert "waited with a time limit" in find_guess(evidence, step)
    assert [wait.seconds for wait in evidence.waits] == pytest.approx([0.02] * len(evidence.waits))


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("name", TICKS)
def test_whoever_waits_beside_something_that_ticks_is_right(judged: Judge, name: str, start_method: str) -> None:
    """The caller goes on when the child has ended, and not when the clock has moved."""
    evidence = judged(program(TICKS[name]), call("go", TASK), start_method=start_method)
    (step,), (made,) = evidence.steps, evidence.calls_of("task")
    assert evidence.ending is Ending.FINISHED
    assert find_guess(evidence, step) == ""
    assert step.left is not None
    assert made.process.gone is not None
    assert made.process.gone < step.left
    assert not any(still.settled for still in evidence.standstills)


@pytest.mark.parametrize("start_method", START_METHODS)
def test_a_program_that_looks_at_its_own_clock_gets_real_time(judged: Judge, start_method: str) -> None:
    """That clock does not jump: after some turns the sleeps take the time that they say."""
    pause = "end = time.monotonic() + 0.5\n    while time.monotonic() < end: time.sleep(0.1)"
    evidence = judged(program("p.join()", pause), call("go", TASK), start_method=start_method)
    assert evidence.ending is Ending.FINISHED
    assert find_guess(evidence, evidence.steps[0]) == ""


def test_sleeps_end_in_their_order(judged: Judge) -> None:
    """Whoever sleeps for less wakes up first, in whichever process."""
    source = f"""{IMPORTS}
def nap(queue, seconds):
    time.sleep(seconds)
    queue.put(seconds)

def go(task):
    queue = multiprocessing.SimpleQueue()
    children = [Process(target=nap, args=(queue, seconds)) for seconds in (900, 20, 3600)]
    for child in children: child.start()
    t = threading.Thread(target=nap, args=(queue, 400)); t.start()
    return [queue.get() for _ in range(4)]
"""
    evidence = judged(source, call("go", TASK), limits=NO_TIME)
    assert evidence.steps[0].value == [20, 400, 900, 3600]


# Each starts the child some time after it was asked to, and leaves it to the caller's longer sleep that it has begun.
STARTED_IN_TIME = {
    "timer": "threading.Timer(0.05, p.start).start(); time.sleep(0.5)",
    "thread": "threading.Thread(target=late, args=(p, 0.05)).start(); time.sleep(0.5)",
    "event": "started = threading.Event(); threading.Timer(0.05, p.start).start(); started.wait(3600)",
    "in pieces": "threading.Timer(0.35, p.start).start()\n    for _ in range(5): time.sleep(0.1)",
}


@pytest.mark.parametrize("name", STARTED_IN_TIME)
def test_the_sleep_of_the_caller_is_over_before_any_other(judged: Judge, name: str) -> None:
    """A thread may be as slow as it likes: whoever sleeps for what another thread does meanwhile goes on too early."""
    late = "def late(p, seconds):\n    time.sleep(seconds)\n    p.start()\n"
    body = f"def go(task):\n    p = Process(target=task)\n    {STARTED_IN_TIME[name]}\n    return p.pid is None\n"
    evidence = judged(f"{IMPORTS}{late}{body}", call("go", TASK))
    assert evidence.steps[0].value is True


def test_whoever_is_woken_sleeps_no_longer(judged: Judge) -> None:
    """A limit of the caller does not run out while a reason has come, nor is an alarm of its own kept from ringing."""
    source = f"""{IMPORTS}
def ring(*_): rung.append(1)
rung = []
def go(task):
    signal.signal(signal.SIGALRM, ring)
    signal.alarm(20)
    time.sleep(50)
    started = threading.Event()
    p = Process(target=task)
    threading.Timer(0.05, lambda: (p.start(), started.set())).start()
    while not started.wait(0.01): pass
    return [len(rung), p.pid is None]
"""
    evidence = judged(source, call("go", TASK))
    assert evidence.steps[0].value == [1, False]


def test_what_was_slept_is_written_down(judged: Judge) -> None:
    """Who, how, for how long, and in which step; a wait with a limit is told from a sleep."""
    source = program("p.join(30)", "time.sleep(7)")
    evidence = judged(source, call("go", TASK), call("go", TASK))
    calls = {"ppoll": "poll"}  # as it is since 3.15
    noted = {(wait.step, calls.get(wait.call, wait.call), wait.sleeps) for wait in evidence.waits}
    assert noted == {(0, "clock_nanosleep", True), (0, "poll", False), (1, "clock_nanosleep", True), (1, "poll", False)}
    assert all(wait.process is evidence.caller and wait.main for wait in evidence.waits)
    assert [round(wait.seconds) for wait in evidence.waits] == [7, 30, 7, 30]
    assert [wait.beside for wait in evidence.waits][:2] == [0, 1]


def test_an_alarm_is_answered_as_the_kernel_does(judged: Judge) -> None:
    """What was left of the alarm before comes back, and an alarm that was called off never rings."""
    source = f"""{IMPORTS}
def go(task):
    rung = []
    signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    first, second = signal.alarm(100), signal.alarm(50)
    time.sleep(20)
    left = signal.alarm(0)
    time.sleep(1000)
    signal.setitimer(signal.ITIMER_REAL, 5, 5)
    for _ in range(3): signal.pause()
    signal.setitimer(signal.ITIMER_REAL, 0)
    return [first, second, left, len(rung)]
"""
    evidence = judged(source, call("go", TASK), limits=NO_TIME)
    assert evidence.steps[0].value == [0, 100, 30, 3]


PAUSES = {
    "a thread of its own": "t = threading.Thread(target=p.join, args=(2,)); t.start(); t.join()",
    "a sleeping process": "h = Process(target=time.sleep, args=(2,)); h.start(); h.join()",
    "a pool of threads": (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "    with ThreadPoolExecutor(1) as threads: threads.submit(time.sleep, 2)"
    ),
}


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("name", PAUSES)
def test_whoever_has_somebody_sleep_before_it_returns_is_seen(judged: Judge, name: str, start_method: str) -> None:
    """The step that starts a task and returns at once may not wait for the time of anybody else, either."""
    code = f"{IMPORTS}\ndef go(task):\n    p = Process(target=task)\n    p.start()\n    {PAUSES[name]}\n    return 1\n"
    evidence = judged(code, call("go", TASK), start_method=start_method)
    assert evidence.ending is Ending.FINISHED
    assert "the caller waited for" in find_pause(evidence, evidence.steps[0])


@pytest.mark.parametrize("start_method", START_METHODS)
def test_whoever_waits_for_a_while_before_it_returns_is_seen(judged: Judge, start_method: str) -> None:
    """With a limit, by itself; the child is still at its task when the time is over."""
    evidence = judged(program("p.join(0.6)"), call("go", TASK), start_method=start_method)
    (step,), (made,) = evidence.steps, evidence.calls_of("task")
    assert find_pause(evidence, step).startswith("The caller waited for up to 0.6 s")
    assert step.left is not None
    assert made.released is not None
    assert step.left < made.released


def test_a_wait_with_one_limit_is_one_wait(judged: Judge) -> None:
    """However often it is begun anew: after a signal of the judge's, and as the judge lets it end before its time."""
    evidence = judged(program("p.join(30)"), call("go", TASK), whereabouts=True)
    assert evidence.standstills[0].positions
    (wait,) = evidence.waits
    assert 29 < wait.seconds <= 30
    assert wait.count == 1


RUNG = "raise OSError", "None"


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("handler", RUNG)
def test_an_alarm_round_the_waiting_rings_while_the_child_works(judged: Judge, handler: str, start_method: str) -> None:
    """If that ends the waiting, the step returns too early; if it only interrupts it, the step waits all the same."""
    source = (
        f"{IMPORTS}\ndef ring(*_): {handler}\ndef go(task):\n"
        "    signal.signal(signal.SIGALRM, ring)\n    p = Process(target=task); p.start()\n"
        "    signal.alarm(5)\n    try: p.join()\n    except OSError: pass\n    signal.alarm(0)\n"
    )
    evidence = judged(source, call("go", TASK), start_method=start_method)
    (step,), (made,) = evidence.steps, evidence.calls_of("task")
    assert step.left is not None
    assert made.released is not None
    early = step.left < made.released
    assert early is (handler == RUNG[0])
    assert [wait.seconds for wait in evidence.waits if wait.call == "alarm"] == [5.0]


def test_whoever_hears_from_its_child_beside_a_clock_is_right(judged: Judge) -> None:
    """A thread ticks all the while, and the caller waits for the first word of its child."""
    code = (
        f"{IMPORTS}\ndef tick():\n    while True: time.sleep(0.05)\n"
        "def first(task, pipe):\n    pipe.send(1)\n    task()\n"
        "def go(task):\n    threading.Thread(target=tick, daemon=True).start()\n"
        "    mine, theirs = multiprocessing.Pipe()\n"
        "    Process(target=first, args=(task, theirs)).start()\n    return mine.recv()\n"
    )
    evidence = judged(code, call("go", TASK))
    assert evidence.ending is Ending.FINISHED
    assert find_pause(evidence, evidence.steps[0]) == ""


def test_one_late_turn_hides_no_short_limit() -> None:
    """On a busy machine a thread that is waiting for what is left of its limit may be held up between two looks."""
    clock = Clock(lambda *_: None, lambda _: False, KernelTimes())
    clock.first[THREAD] = turn(began=0.0, seconds=0.1)
    clock.turns[THREAD] = SURE_TURNS
    clock.sleeps[THREAD] = turn(began=0.006, seconds=0.098)  # it has reckoned, and was then kept from the processor
    assert clock.may_turn(THREAD, 1)
    assert not clock.is_granting()
    clock.sleeps[THREAD] = turn(began=0.02, seconds=0.081)
    assert not clock.may_turn(THREAD, 1)
    assert clock.is_granting()


def test_whoever_sleeps_as_long_in_each_turn_waits_for_no_limit() -> None:
    """It is restless after its turns, and no grant is made."""
    clock = Clock(lambda *_: None, lambda _: False, KernelTimes())
    clock.first[THREAD] = turn(began=0.0, seconds=0.1)
    clock.sleeps[THREAD] = turn(began=0.008, seconds=0.1)
    clock.turns[THREAD] = TURNS - 1
    assert clock.may_turn(THREAD, 1)
    clock.turns[THREAD] = TURNS
    assert not clock.may_turn(THREAD, 1)
    assert not clock.is_granting()


def turn(began: float, seconds: float) -> Sleep:
    """A sleep that is held, by a clock that has begun at zero."""
    held = Notification(1, THREAD, "nanosleep", (0,) * 6)
    return Sleep(held, TimedCall("nanosleep", seconds, sleeps=True), 1, began, 0.0, began + seconds)


def test_a_lock_that_comes_in_time_is_had(judged: Judge) -> None:
    """A wait with a limit ends by its reason, when that comes, and not by the clock."""
    source = f"""{IMPORTS}
def child(task, lock):
    task()
    lock.release()

def go(task):
    lock = multiprocessing.Lock()
    lock.acquire()
    p = Process(target=child, args=(task, lock))
    p.start()
    had = [lock.acquire(timeout=3600) for _ in range(1)]
    p.join()
    done = threading.Event()
    threading.Thread(target=done.set).start()
    return [*had, done.wait(3600)]
"""
    evidence = judged(source, call("go", Probe("task", 1, holds=False)), limits=NO_TIME)
    assert evidence.steps[0].value == [True, True]


def test_a_program_that_time_will_wake_is_not_called_blocked(judged: Judge) -> None:
    """Timers that the kernel keeps are noted; the run is asleep at its limit, and not blocked for ever."""
    source = f"""{IMPORTS}
import ctypes
def go(task):
    library = ctypes.CDLL(None)
    timer = library.timerfd_create(1, 0)
    library.timerfd_settime(timer, 0, (ctypes.c_long * 4)(0, 0, 3600, 0), None)
    os.read(timer, 8)
"""
    evidence = judged(source, call("go", TASK), limits=Limits(seconds=0.5))
    assert evidence.ending is Ending.ASLEEP
    blocked = judged(f"{IMPORTS}\ndef go(task): os.read(os.pipe()[0], 1)", call("go", TASK))
    assert blocked.ending is Ending.BLOCKED


@pytest.fixture(params=LEVELS, ids=lambda level: f"level {level}")
def at_each_level(request: pytest.FixtureRequest, sandboxes: Sandboxes) -> Sandbox:
    """A sandbox of each level that this machine has."""
    level: Level = request.param
    return sandboxes(level)


@pytest.fixture
def without_clock() -> Iterator[Sandbox]:
    """A sandbox that gives the judge no clock, as an old kernel or an outer listener would."""
    with Sandbox(trusted=True, without=frozenset({"clock"})) as made:
        yield made


def run(sandbox: Sandbox, source: str, start_method: str = "fork") -> Evidence:
    """One run of ``go`` in a given sandbox."""
    folder = sandbox.student_folder("program.py", source.encode(), {})
    return judge.run(sandbox, folder, "program", Scenario(call("go", TASK)), start_method, "clock", Limits())


@pytest.mark.parametrize("start_method", START_METHODS)
def test_every_level_gives_the_judge_the_clock(at_each_level: Sandbox, start_method: str) -> None:
    """Also without namespaces, for a student's own code, and of what threads of one process do to each other alone."""
    before = f"time.sleep(600); {SLEEPS['event']}"
    evidence = run(at_each_level, program(POLLS["thread"], before), start_method)
    assert evidence.judge_has_clock
    assert evidence.notes == []
    assert evidence.ending is Ending.FINISHED
    assert find_guess(evidence, evidence.steps[0])


def test_without_the_clock_a_heuristic_stands_in_and_says_so(without_clock: Sandbox) -> None:
    """Sleeps take real time, and a sleeper is settled as it always was; the evidence tells which it was."""
    evidence = run(without_clock, program("while p.is_alive(): time.sleep(0.02)"))
    assert not evidence.judge_has_clock
    assert judge.NO_CLOCK in [str(line) for line in tell(evidence)]
    assert evidence.standstills[0].settled
    assert find_guess(evidence, evidence.steps[0])
    right = run(without_clock, program("p.join()"))
    assert find_guess(right, right.steps[0]) == ""


@pytest.mark.parametrize("body", ["time.sleep(0)", "time.sleep(1e-9)", "select.select([], [], [], 0)"])
def test_a_flood_of_sleeps_ends_at_a_limit(judged: Judge, body: str) -> None:
    """However much the judge has to hear, it looks at the limits now and then."""
    source = f"{IMPORTS}\ndef go(task):\n    while True: {body}\n"
    evidence = judged(source, call("go", TASK), limits=Limits(seconds=1.0, cpu_seconds=0.5, wall_seconds=20.0))
    assert evidence.ending in (Ending.BUSY, Ending.ASLEEP)
