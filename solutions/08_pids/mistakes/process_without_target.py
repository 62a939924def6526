"""The child was started with nothing to do.

`Process()` without a target is a process that begins, finds no work, and ends with exit code 0, as if all
were well. It even has a pid. But the function that stands next to it in the file is not found by itself: a
process runs what it was told to run, and nothing else. Nobody reported.

How does a process learn which function it is to run?
"""
# fails: test_a_child_reports, test_the_child_knows_its_own_pid, test_the_child_knows_its_parent
# fails: test_the_caller_knows_itself_and_its_child
# has: Process(...)
# has not: Process(target=$_, ...)
# has not: Process(group=$_, ...)
# ok: Process(target=task)
# ok: Process(task, args=(name,))

import os
from multiprocessing import Process


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Process()
    child.start()
    child.join()
    return os.getpid(), child.pid
