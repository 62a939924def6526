# exercise: 08_pids
# right: fork 1-2 of 4, spawn 1-2 of 4, forkserver 1-2 of 4: without parentheses the child hands over the functions instead of their answers.
# mistake: getpid and getppid without parentheses
# named: functions_not_called
import os
from multiprocessing import Process


def child(report):
    report(os.getpid, os.getppid)


def identify(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return (os.getpid(), p.pid)
