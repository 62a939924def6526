# exercise: 08_pids
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: both numbers in args are asked for by the caller, before there is a child.
# mistake: getpid and getppid are called too early, in the caller
# named: asked_in_the_caller
import os
from multiprocessing import Process


def identify(report):
    p = Process(target=report, args=(os.getpid(), os.getppid()))
    p.start()
    return (os.getpid(), p.pid)
