"""Texts came back instead of numbers.

A pid is a number. In quotation marks, in an f-string or from `str` it is a text that only looks like one: nobody can
calculate with it, compare it, or send a signal to it.

Print `type(...)` of each of the two.
"""
# fails: test_the_caller_knows_itself_and_its_child
# has: return str($_), $_
# or: return $_, str($_)
# or: return f"{getpid()}", $_
# or: return "%s" % $_, $_
# ok: return getpid(), child.pid

import os
from multiprocessing import Process


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Process(target=work, args=(report,))
    child.start()
    child.join()
    return str(os.getpid()), str(child.pid)
