"""This is a thread, and a thread has no pid of its own.

`threading.Thread` has `start` and `join` like a `Process`, but it lives inside the process that started it, and that
process has one pid. So the report came from the caller's own process, and there was no pid to give back.

Where is the class that you start imported from?
"""
# fails: test_a_child_reports, test_the_caller_knows_itself_and_its_child, test_the_child_knows_its_own_pid
# fails: test_the_child_knows_its_parent
# has: $T = threading.Thread(...)  # here
#      $T.pid
# has not: Process(...)
# ok: child = Process(target=work)

import os
from threading import Thread


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Thread(target=work, args=(report,))
    child.start()
    child.join()
    return os.getpid(), child.pid
