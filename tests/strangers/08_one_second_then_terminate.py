# exercise: 08_pids
# right: fork 0-3 of 4, spawn 0-3 of 4, forkserver 0-3 of 4: the child is terminated after a second, and one that takes longer to start never calls report.
# mistake: terminates the child after a second
# named: none
import os
from multiprocessing import Process


def child(report):
    report(os.getpid(), os.getppid())


def identify(report):
    process = Process(target=child, args=(report,))
    process.start()
    pid = process.pid
    process.join(1)
    process.terminate()
    process.join()
    return os.getpid(), pid
