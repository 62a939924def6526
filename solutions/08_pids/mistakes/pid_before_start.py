"""The child's pid was read before there was a child.

`Process(...)` only describes a process. The operating system makes it, and gives it its number, when
`start()` is called; until then `pid` is None. What you have read then stays None, also when the
child begins.

Move one line, and print the pid before and after `start()`.
"""
# fails: test_the_caller_knows_itself_and_its_child
# has: $P.pid  # here
#      $P.start()
# ok: child.start()
#     number = child.pid

import os
from multiprocessing import Process


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Process(target=work, args=(report,))
    number = child.pid
    child.start()
    child.join()
    return os.getpid(), number
