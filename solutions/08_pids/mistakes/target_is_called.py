"""The function was called where it should only have been named.

`target=work(report)` calls `work` at once, in the caller, and hands what it *returns* to `Process`.
So the caller reported its own numbers, and the child that was made afterwards had nothing to do.

Read the line from the inside out: what does Python evaluate first, and in which process?
"""
# fails: test_a_child_reports, test_the_child_knows_its_own_pid
# fails: test_the_child_knows_its_parent, test_the_caller_knows_itself_and_its_child
# has: Process(target=$F(...), ...)
# has not: Process(target=functools.partial(...), ...)
# ok: Process(target=task, args=(name,)).start()
# ok: task(name)

import os
from multiprocessing import Process


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Process(target=work(report))
    child.start()
    child.join()
    return os.getpid(), child.pid
