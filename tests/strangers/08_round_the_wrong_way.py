# exercise: 08_pids
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: parent first, then the own pid.
# mistake: the two numbers are swapped
# named: report_swapped
import os
from multiprocessing import Process


def child(report):
    report(os.getppid(), os.getpid())


def identify(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return os.getpid(), p.pid
