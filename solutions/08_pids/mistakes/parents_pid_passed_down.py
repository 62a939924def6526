"""The child was told who its parent is, instead of asking.

You sent the caller's pid along with the arguments. That is right only where the caller itself is the
child's parent. Under `forkserver` a third process, the fork server, makes every child on behalf of
the caller, and so the child's parent is the fork server.

The operating system knows the parent of every process. How does a process ask for it?
"""
# fails under forkserver: test_the_child_knows_its_parent
# has: Process(args=(..., getpid(), ...), ...)
# or: $X = getpid()
#     Process(args=(..., $X, ...), ...)
# has not: Process(args=(..., getppid(), ...), ...)
# ok: def work(report):
#         report(getpid(), getppid())

import os
from multiprocessing import Process


def work(report, parent):
    report(os.getpid(), parent)


def identify(report):
    child = Process(target=work, args=(report, os.getpid()))
    child.start()
    child.join()
    return os.getpid(), child.pid
