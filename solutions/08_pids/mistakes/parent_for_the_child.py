"""The second number is that of the caller's parent, not of its child.

`os.getppid()` asks for the parent of whoever calls it. Here the caller calls it, and so it gets the number of the
program that has started it: the shell, the editor or the test runner. No function of `os` tells a process who its
children are.

Which object in your function stands for the child, and knows its number once it has been started?
"""
# fails: test_the_caller_knows_itself_and_its_child
# has: return $_, getppid()
# or: $X = getppid()
#     return $_, $X
# ok: return getpid(), child.pid

import os
from multiprocessing import Process


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Process(target=work, args=(report,))
    child.start()
    child.join()
    return os.getpid(), os.getppid()
