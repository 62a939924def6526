"""The two numbers came back the other way round.

Both numbers are right, but a tuple has an order: the caller's own pid comes first, the child's pid
second. Whoever unpacks it as `caller, child = identify(report)` takes one process for the other.

Compare the last line of your function with the task.
"""
# fails: test_the_caller_knows_itself_and_its_child
# has: return $_.pid, getpid()
# or: $A = getpid()
#     return $_, $A
# has not: return getpid(), $_
# ok: return getpid(), child.pid

import os
from multiprocessing import Process


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Process(target=work, args=(report,))
    child.start()
    child.join()
    return child.pid, os.getpid()
