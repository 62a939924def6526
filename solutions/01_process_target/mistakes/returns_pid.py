"""`launch` gives back a number instead of the process.

A pid names a process, but one cannot do much with it: it has no `join()`, no `is_alive()` and no
exit code. The `Process` object has all of these, and knows the pid as well.

Read the task again: what is to come back?
"""
# fails: test_a_live_process_comes_back
# has: return $P.pid
# or: return $P.ident
# or: $N = $P.pid
#     return $N
# ok: return process

from multiprocessing import Process


def launch(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    return process.pid
