"""A lambda cannot be sent to a child process.

Under `spawn` and `forkserver` the child begins as a fresh Python, and the target is sent to it by
`pickle`. Pickle sends a function as the name of its module and its own name, and a lambda has no
name by which the child could find it. Only under `fork`, where the child is a copy of the caller,
nothing has to be sent.

Where would a function have to stand, so that every process that imports the file finds it?
"""
# fails under spawn, forkserver: test_a_child_reports, test_the_child_knows_its_own_pid
# fails under spawn, forkserver: test_the_child_knows_its_parent, test_the_caller_knows_itself_and_its_child
# has: Process(target=$L, ...)
# or: $F = $L
#     Process(target=$F, ...)
# where: $L is a lambda
# ok: Process(target=work)

import os
from multiprocessing import Process


def identify(report):
    child = Process(target=lambda: report(os.getpid(), os.getppid()))
    child.start()
    child.join()
    return os.getpid(), child.pid
