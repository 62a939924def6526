# exercise: 08_pids
# right: fork 3 of 4, spawn 4 of 4, forkserver 3-4 of 4: a forked child inherits the number that was asked for when the caller imported the file.
# mistake: getpid at module level, right only where the child imports the file afresh
# named: pid_at_import
import os
from multiprocessing import Process

MY_PID = os.getpid()


def child(report):
    report(MY_PID, os.getppid())


def identify(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return (os.getpid(), p.pid)
