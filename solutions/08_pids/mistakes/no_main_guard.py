"""The file starts a process as soon as it is imported: the main guard is missing.

Under `spawn` and `forkserver` the child begins as a fresh Python and imports your file, to find the
function that it is to run. The lines at the bottom of the file are then run by the child too: it
would start a child of its own, which would import the file, and so on. Python stops that with a
RuntimeError before anything is reported. Under `fork`, as used on Linux until Python 3.13, the child
is a copy of the caller and imports nothing, so the same file works there.

Which lines of the file are for the program that you run, and which for everybody who imports it?
"""
# fails under spawn, forkserver: test_a_child_reports, test_the_child_knows_its_own_pid
# fails under spawn, forkserver: test_the_child_knows_its_parent, test_the_caller_knows_itself_and_its_child
# has: at top level:
#          $_.start()
# or: at top level:
#         Pool(...)
# or: at top level:
#         Manager()
# or: def $F(...):
#         ...
#     $F(...)
# ok: if __name__ == "__main__":
#         launch(print, "we").join()

import os
from multiprocessing import Process


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Process(target=work, args=(report,))
    child.start()
    child.join()
    return os.getpid(), child.pid


print("caller and child:", identify(print))
