"""The process was joined before it was started.

`join()` waits for the end of a child process. Before `start()` there is no child that could end, so
`join()` raises AssertionError, and `start()` was never reached.

Read the two calls aloud in their order: what do they say?
"""
# fails: test_a_child_reports, test_the_child_knows_its_own_pid, test_the_child_knows_its_parent
# fails: test_the_caller_knows_itself_and_its_child
# has: $P.join()  # here
#      $P.start()
# or: for $_ in $_:
#         $_.join()  # here
#     for $_ in $_:
#         $_.start()
# or: $P.join(timeout=$_)  # here
#     $P.start()
# has not: $P.start()
#          $P.join()
# ok: p.start()
#     p.join()
# ok: ", ".join(names)
# where: $P is no text

import os
from multiprocessing import Process


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Process(target=work, args=(report,))
    child.join()
    child.start()
    return os.getpid(), child.pid
