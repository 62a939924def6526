"""A daemon, forked twice and in a session of its own, outlives the call.

The engine must conclude: the daemon is alive when the call returns (one survivor), the run ends as
FINISHED, and nothing of it is left afterwards. `go` leaves one that blocks, `go_sleeping` one that
sleeps, `go_deaf` one that ignores every signal it can, `go_calling` one that calls the task n times.
"""

import os
import signal
import time


def daemonize(life):
    pid = os.fork()
    if pid:
        os.waitpid(pid, 0)
        return
    os.setsid()
    if os.fork() == 0:
        life()
    os._exit(0)


def go(task, n):
    daemonize(signal.pause)
    return "returned"


def go_sleeping(task, n):
    daemonize(lambda: time.sleep(3600))
    return "returned"


def go_deaf(task, n):
    def life():
        for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
            signal.signal(number, signal.SIG_IGN)
        while True:
            signal.pause()

    daemonize(life)
    return "returned"


def go_calling(task, n):
    def life():
        for number in range(n):
            task(number)

    daemonize(life)
    return "returned"
