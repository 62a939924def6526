"""The right numbers came back in a list.

A list is for any number of things of one kind; a tuple is for a fixed number of things of which each
has its own meaning, such as these two. A list is never equal to a tuple, whatever is in it.

Which brackets make a tuple, and does it need any?
"""
# fails: test_the_caller_knows_itself_and_its_child
# has: return [$_, $_]
# or: $L = [$_, $_]
#     return $L
# or: $L.append($_)
#     return $L
# or: return list($_)
# ok: return getpid(), child.pid

import os
from multiprocessing import Process


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Process(target=work, args=(report,))
    child.start()
    child.join()
    return [os.getpid(), child.pid]
