"""One process was started twice.

A `Process` object stands for one run of one child process, and has one pid. Its second `start()` raises
AssertionError, even when the child has ended long ago, and so `identify` never came to its `return`.

What has the child done already when the second `start()` is reached?
"""
# fails: test_a_child_reports, test_the_caller_knows_itself_and_its_child
# has: $P.start()
#      $P.start()
# or: for $_ in $_:
#         $_.start()
#     for $_ in $_:
#         $_.start()
# or: def $_(...):
#         $_.start()
#     def $_(...):
#         $_.start()
# ok: for p in p_list:
#         p.start()

import os
from multiprocessing import Process


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Process(target=work, args=(report,))
    child.start()
    child.start()
    child.join()
    return os.getpid(), child.pid
