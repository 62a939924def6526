"""The child reported who asked for it, and that is not always its parent.

`multiprocessing.parent_process()` stands for the process that called `start()`. Under `fork` and
`spawn` that is the parent as the operating system sees it. Under `forkserver` a third process, the
fork server, makes every child on behalf of the caller, and so the child's parent is the fork server.

Which function of the `os` module asks the operating system for the parent?
"""
# fails under forkserver: test_the_child_knows_its_parent
# has: parent_process().pid
# or: parent_process()
# ok: getppid()

import os
from multiprocessing import Process, parent_process


def work(report):
    report(os.getpid(), parent_process().pid)


def identify(report):
    child = Process(target=work, args=(report,))
    child.start()
    child.join()
    return os.getpid(), child.pid
