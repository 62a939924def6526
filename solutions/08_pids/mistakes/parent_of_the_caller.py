"""The first number is that of the caller's parent, not of the caller.

`os.getppid()` in the caller asks for *its* parent: the shell, the editor or the test runner that has
started your program. The child's parent has the number that the caller gets when it asks for itself.

Which of the two functions, `getpid` or `getppid`, does a process ask for its own number?
"""
# fails: test_the_caller_knows_itself_and_its_child
# has: return getppid(), $_
# or: $X = getppid()
#     return $X, $_
# ok: return getpid(), child.pid

import os
from multiprocessing import Process


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Process(target=work, args=(report,))
    child.start()
    child.join()
    return os.getppid(), child.pid
