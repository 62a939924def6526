# exercise: 08_pids
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: os.fork counts as it behaves, the child's real parent is the caller under every method, and fork gives the child's pid.
# mistake: none
import os
import sys


def identify(report):
    sys.stdout.flush()
    child_pid = os.fork()
    if child_pid == 0:
        try:
            report(os.getpid(), os.getppid())
        finally:
            sys.stdout.flush()
            os._exit(0)
    os.waitpid(child_pid, 0)
    return (os.getpid(), child_pid)
