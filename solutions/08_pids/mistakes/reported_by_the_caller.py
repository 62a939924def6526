"""The caller reported for the child.

The caller knows both numbers, and under `fork` and `spawn` they are even right. But it is the child
that is to ask, and to report: a process that can only be asked about by others has not learned who it
is. Under `forkserver` the second number is wrong, too, because there the child's parent is not the
caller.

Where does `report` have to be called, so that the child calls it?
"""
# fails: test_a_child_reports, test_the_child_knows_its_own_pid
# fails: test_the_child_knows_its_parent, test_the_caller_knows_itself_and_its_child
# has: def identify($R):
#          $R(...)
# has not: $_.run()
# has not: $_.get(...)
# has not: $_.recv()
# ok: def identify(report):
#         pid = queue.get()
#         report(pid)
# ok: def work(report):
#         report(getpid(), getppid())

import os
from multiprocessing import Process


def work():
    print("My id is", os.getpid())


def identify(report):
    child = Process(target=work)
    child.start()
    child.join()
    report(child.pid, os.getpid())
    return os.getpid(), child.pid
