"""A function defined inside a function cannot be sent to a child process.

Under `spawn` and `forkserver` the child begins as a fresh Python, and the target is sent to it by
`pickle`. Pickle sends a function as the name of its module and its own name. A function that is
defined inside `identify` exists only while `identify` runs; the child finds no such name. Only under
`fork`, where the child is a copy of the caller, nothing has to be sent.

Where would the function have to stand, so that every process that imports the file finds it?
"""
# fails under spawn, forkserver: test_a_child_reports, test_the_child_knows_its_own_pid
# fails under spawn, forkserver: test_the_child_knows_its_parent, test_the_caller_knows_itself_and_its_child
# has: def $_(...):
#          def $F(...):
#              ...
#          Process(target=$F, ...)
# or: def $_(...):
#         def $F(...):
#             ...
#         $_.apply_async(func=$F, ...)
# or: def $_(...):
#         def $F(...):
#             ...
#         $_.apply(func=$F, ...)
# or: def $_(...):
#         def $F(...):
#             ...
#         $_.map(func=$F, ...)
# ok: def launch(task, name):
#         def log(text):
#             print(text)
#         Process(target=task, args=(name,))

import os
from multiprocessing import Process


def identify(report):
    def work():
        report(os.getpid(), os.getppid())

    child = Process(target=work)
    child.start()
    child.join()
    return os.getpid(), child.pid
