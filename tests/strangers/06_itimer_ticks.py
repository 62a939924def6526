# exercise: 06_join
# right: fork 0-3 of 4, spawn 0-3 of 4, forkserver 0-3 of 4: an interval timer wakes the caller ten times a second so that it can look whether the child is alive.
# mistake: polls at the ticks of an interval timer
# named: polls_is_alive
import signal
from multiprocessing import Process


def run_and_wait(task, name):
    p = Process(target=task, args=(name,))
    p.start()
    old = signal.signal(signal.SIGALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1)
    while p.is_alive():
        signal.pause()
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, old)
    return p.exitcode
