"""The numbers were asked for in the caller, and sent to the child.

`args=(os.getpid(), os.getppid())` is evaluated before `Process` is made, in the process that makes
it. So the first number is the caller's own pid, and the second one is the pid of the *caller's*
parent. The child only passed on what it was given.

A process gets its own number if it asks itself. In which process has the line with `os.getpid()` to
be run?
"""
# fails: test_the_child_knows_its_own_pid, test_the_child_knows_its_parent
# has: Process(args=(..., getppid(), ...), ...)
# or: $X = getppid()
#     Process(args=(..., $X, ...), ...)
# ok: def work(report):
#         report(getpid(), getppid())

import os
from multiprocessing import Process


def identify(report):
    child = Process(target=report, args=(os.getpid(), os.getppid()))
    child.start()
    child.join()
    return os.getpid(), child.pid
