"""The child reported two functions instead of two numbers.

`os.getpid` without parentheses is the function itself. Arguments of a process are handed over as
they are: nobody calls them on the way, and so `report` got two functions that nobody has asked yet.
With the parentheses, in the same place, the caller would do the asking.

Which function of your own could do the asking in the child?
"""
# fails: test_the_child_knows_its_own_pid, test_the_child_knows_its_parent
# has: getpid
# or: getppid
# ok: getpid()

import os
from multiprocessing import Process


def identify(report):
    child = Process(target=report, args=(os.getpid, os.getppid))
    child.start()
    child.join()
    return os.getpid(), child.pid
