"""The child asked for its numbers and sent them to the caller, and the caller made the report.

The numbers are right, because the child asked for them itself. But a line runs in the process that comes to it, and
`report` is called in `identify`, after the message has arrived: so it was called in the caller's process. It is the
child that is to report.

What does the child need to have in its hands, so that it can report by itself? Is a message needed then?
"""
# fails: test_a_child_reports, test_the_child_knows_its_own_pid
# fails: test_the_child_knows_its_parent, test_the_caller_knows_itself_and_its_child
# has: def identify($R):
#          $_.get(...)
#          $R(...)
# or: def identify($R):
#         $_.recv()
#         $R(...)
# or: def identify($R):
#         $R(*$_.get(...))
# or: def identify($R):
#         $R(*$_.recv())
# ok: def identify(report):
#         child.join()
#         report(child.pid, getpid())
# ok: def identify(report):
#         pid = queue.get()
#         return getpid(), pid

import os
from multiprocessing import Process, Queue


def work(queue):
    queue.put((os.getpid(), os.getppid()))


def identify(report):
    queue = Queue()
    child = Process(target=work, args=(queue,))
    child.start()
    pid, parent = queue.get()
    child.join()
    report(pid, parent)
    return os.getpid(), child.pid
