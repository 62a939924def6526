"""This is a thread, not a process.

A thread lives inside the process that started it. It has the same pid and the same parent, so the
numbers that were reported are the caller's own. A thread has a number too (`native_id`), but that is
the number of a thread.

Look at the import, and compare `os.getpid()` inside the function and outside.
"""
# fails: test_a_child_reports, test_the_child_knows_its_own_pid
# fails: test_the_child_knows_its_parent, test_the_caller_knows_itself_and_its_child
# has: threading.Thread(...)
# or: class $_(threading.Thread):
#         ...
# or: multiprocessing.dummy.Process(...)
# or: _thread.start_new_thread(...)
# has not: Process(...)
# ok: Process(target=task)

import os
from threading import Thread


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    worker = Thread(target=work, args=(report,))
    worker.start()
    worker.join()
    return os.getpid(), worker.native_id
