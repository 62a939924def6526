# exercise: 08_pids
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the copy returns from `identify`, too.
import os


def identify(report):
    caller, child = os.getpid(), os.fork()
    if os.getpid() != caller:
        report(os.getpid(), os.getppid())
        return caller, os.getpid()
    os.waitpid(child, 0)
    return caller, child
