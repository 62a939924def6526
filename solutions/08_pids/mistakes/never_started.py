"""The process was made, but never started.

`Process(...)` only describes a process: what it is to run, and with which arguments. No child exists
yet, nobody reports, and its `pid` is None.

What asks the operating system for a new process?
"""
# fails: test_a_child_reports, test_the_child_knows_its_own_pid
# fails: test_the_child_knows_its_parent, test_the_caller_knows_itself_and_its_child
# has: Process(...)
# has not: $_.start()
# has not: $_.run()
# ok: Process(target=task).start()

import os
from multiprocessing import Process


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Process(target=work, args=(report,))
    return os.getpid(), child.pid
