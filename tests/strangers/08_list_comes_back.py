# exercise: 08_pids
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the numbers are right, but they come in a list and not in a tuple.
# mistake: list instead of tuple
# named: list_not_tuple
import os
from multiprocessing import Process


def child(report):
    report(os.getpid(), os.getppid())


def identify(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return [os.getpid(), p.pid]
