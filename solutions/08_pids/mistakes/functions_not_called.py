"""The child reported two functions instead of two numbers.

`os.getpid` without parentheses is the function itself, and a number comes from calling it. Arguments are
handed over as they are: nobody calls them on the way, and so `report` got functions that nobody has
asked yet. A call is made by the process whose line it stands in, and in the arguments of `Process(...)` that
would be the caller.

Print `os.getpid` without parentheses. Where do they have to stand, so that it is the child that asks?
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
