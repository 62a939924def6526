"""`args` is not a tuple, because its comma is missing.

Parentheses alone make no tuple: `(report)` is the same as `report`. `Process` wants a sequence of
arguments, tries to go through what it was given, and finds that a function cannot be gone through.

How is a tuple with a single item written?
"""
# fails: test_a_child_reports, test_the_child_knows_its_own_pid, test_the_child_knows_its_parent
# fails: test_the_caller_knows_itself_and_its_child
# has: Process(args=$A, ...)
# where: $A is a name
# has not: $A = (..., )
# ok: Process(target=work, args=(report,))

import os
from multiprocessing import Process


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Process(target=work, args=(report))
    child.start()
    child.join()
    return os.getpid(), child.pid
