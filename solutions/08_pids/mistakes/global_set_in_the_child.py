"""The child wrote its pid into a global, and the caller read its own copy of that global.

`global` means: the variable of this module, in this process. Every process has a copy of its own. The
child changed its copy, which ended with the child; the caller's copy still is what it was before.

The caller has an object that stands for the child. What does that object know?
"""
# fails: test_the_caller_knows_itself_and_its_child
# has: global $G
# has: return $_, $G
# ok: return getpid(), child.pid

import os
from multiprocessing import Process

child_pid = None


def child(report):
    global child_pid
    child_pid = os.getpid()
    report(os.getpid(), os.getppid())


def identify(report):
    process = Process(target=child, args=(report,))
    process.start()
    process.join()
    return os.getpid(), child_pid
