"""The pid was asked for once, when the file was imported.

Under `fork` the child is a copy of the caller, with everything that the caller had worked out before:
the constants at the top of the file still hold the caller's numbers, and nobody works them out anew.
Under `spawn` and `forkserver` the child imports the file itself, and gets numbers of its own.

When does a line at the top of a file run, and when does a line inside a function run?
"""
# fails under fork: test_the_child_knows_its_own_pid, test_the_child_knows_its_parent
# has: at top level:
#          $_ = getpid()
# ok: def work(report):
#         me = getpid()

import os
from multiprocessing import Process

MY_PID = os.getpid()
MY_PARENT = os.getppid()


def work(report):
    report(MY_PID, MY_PARENT)


def identify(report):
    child = Process(target=work, args=(report,))
    child.start()
    child.join()
    return MY_PID, child.pid
