# exercise: 08_pids
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: before the start the process has no number, so None comes back for the child.
# mistake: wrong order, pid is read before start
# named: pid_before_start
import os
from multiprocessing import Process


def child(report):
    report(os.getpid(), os.getppid())


def identify(report):
    p = Process(target=child, args=(report,))
    result = (os.getpid(), p.pid)
    p.start()
    p.join()
    return result
