"""The child mixed up its own pid and its parent's.

`getpid` is "get process id": the number of the process that asks. `getppid` has one more p, for
*parent*: the number of the process from which the asking one comes. You reported them the other way
round.

Print both in the child, and `os.getpid()` in the caller. Which two are the same under `fork`?
"""
# fails: test_the_child_knows_its_own_pid, test_the_child_knows_its_parent
# has: $R(getppid(), getpid())
# or: $A = getpid()
#     $B = getppid()
#     $R($B, $A)
# ok: report(getpid(), getppid())

import os
from multiprocessing import Process


def work(report):
    report(os.getppid(), os.getpid())


def identify(report):
    child = Process(target=work, args=(report,))
    child.start()
    child.join()
    return os.getpid(), child.pid
