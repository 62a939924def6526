"""`run()` was called instead of `start()`, and that makes no process.

`run` is the work of a process, and it is the child that is meant to call it. When you call `run()`
yourself, it is an ordinary method call: the caller reports its own pid and that of its own parent.
The child does not exist, and so its `pid` is None.

Which method of `Process` asks the operating system for a new process?
"""
# fails: test_a_child_reports, test_the_child_knows_its_own_pid
# fails: test_the_child_knows_its_parent, test_the_caller_knows_itself_and_its_child
# has: $P.run()
# has not: $_.start()
# ok: process.start()

import os
from multiprocessing import Process


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Process(target=work, args=(report,))
    child.run()
    return os.getpid(), child.pid
