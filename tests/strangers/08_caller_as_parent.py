# exercise: 08_pids
# right: fork 4 of 4, spawn 4 of 4, forkserver 3 of 4: under forkserver the parent is the fork server, not the caller.
# mistake: the caller's pid is handed over as the parent's
# named: parents_pid_passed_down
import os
from multiprocessing import Process


def child(report, parent):
    report(os.getpid(), parent)


def identify(report):
    me = os.getpid()
    p = Process(target=child, args=(report, me))
    p.start()
    p.join()
    return me, p.pid
