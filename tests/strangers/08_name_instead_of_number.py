# exercise: 08_pids
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the name of the process is no number.
# mistake: reports the name of the process
# named: none
import os
from multiprocessing import Process, current_process


def child(report):
    report(current_process().name, os.getppid())


def identify(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return os.getpid(), p.pid
