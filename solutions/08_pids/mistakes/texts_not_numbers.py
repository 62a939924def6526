"""The child reported texts instead of numbers.

A pid that was put into a text, with `str()`, `%` or an f-string, looks the same when it is printed,
but it is not a number any more: `"4243" == 4243` is False.

Print `type(...)` of what you report.
"""
# fails: test_the_child_knows_its_own_pid, test_the_child_knows_its_parent
# has: $_("%s" % getpid(), $_)
# or: $_(str(getpid()), $_)
# or: $_(f"{getpid()}", $_)
# ok: report(getpid(), getppid())

import os
from multiprocessing import Process


def work(report):
    report("%s" % os.getpid(), "%s" % os.getppid())


def identify(report):
    child = Process(target=work, args=(report,))
    child.start()
    child.join()
    return os.getpid(), child.pid
