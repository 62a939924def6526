"""The calling process kills itself in the function, while n children hold their tasks.

The engine must conclude: EXITED, with the signal as a negative exit status (-9), at the step `go`.
`go_child` has a child kill the caller: the same, -9. `go_all` kills everything it can (`kill(-1, 9)`),
which spares the caller itself: FINISHED, no task let go, nothing left. `go_stopped` stops the caller
for ever (SIGSTOP): stopped at a time limit, and told as stopped, not as computing. `go_supervisor`
signals process 1, which has no effect: FINISHED.
"""

import os
import signal
from multiprocessing import Process


def start(task, n):
    children = [Process(target=task, args=(number,)) for number in range(n)]
    for child in children:
        child.start()
    return children


def go(task, n):
    start(task, n)
    os.kill(os.getpid(), signal.SIGKILL)


def go_all(task, n):
    start(task, n)
    os.kill(-1, signal.SIGKILL)


def kill_caller(task, number, caller):
    task(number)
    os.kill(caller, signal.SIGKILL)


def go_child(task, n):
    child = Process(target=kill_caller, args=(task, 0, os.getpid()))
    child.start()
    child.join()


def go_stopped(task, n):
    start(task, n)
    os.kill(os.getpid(), signal.SIGSTOP)


def go_supervisor(task, n):
    children = start(task, n)
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGSTOP, signal.SIGUSR1):
        os.kill(1, number)
    for child in children:
        child.join()
    return "still there"
