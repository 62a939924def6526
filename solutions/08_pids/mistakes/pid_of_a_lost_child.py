"""The child's pid was lost, and the caller's own came back in its place.

In the caller, `os.getpid()` is always the caller's pid, before `start()` and after it, however often
it is asked. The number of the child is known to the object that stands for the child.

Print `child` itself: what does it say about its number?
"""
# fails: test_the_caller_knows_itself_and_its_child
# has: return getpid(), getpid()
# or: $A = getpid()
#     $B = getpid()
#     return $A, $B
# or: $A = getpid()
#     return $A, $A
# or: $B = getpid()
#     return getpid(), $B
# ok: return getpid(), child.pid

import os
from multiprocessing import Process


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Process(target=work, args=(report,))
    child.start()
    child.join()
    parent_number = os.getpid()
    child_number = os.getpid()
    return parent_number, child_number
