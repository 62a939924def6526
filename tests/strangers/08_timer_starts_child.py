# exercise: 08_pids
# right: fork 0-3 of 4, spawn 0-3 of 4, forkserver 0-3 of 4: the timer starts the child after identify has returned, so the pid that comes back is still None.
# mistake: threading.Timer starts the child too late
# named: none
import os
import threading
from multiprocessing import Process


def child(report):
    report(os.getpid(), os.getppid())


def identify(report):
    p = Process(target=child, args=(report,))
    threading.Timer(0.2, p.start).start()
    return (os.getpid(), p.pid)
