# exercise: 08_pids
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: a list comes back, and a tuple is asked for.
# mistake: returns a list
# named: list_not_tuple
import os
from multiprocessing import Process


def child(report):
    report(os.getpid(), os.getppid())


def identify(report):
    p = Process(target=child, args=(report,))
    p.start()
    return [os.getpid(), p.pid]
