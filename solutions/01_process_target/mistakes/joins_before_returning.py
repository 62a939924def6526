"""`launch` waits until the child has ended.

After `start()` the child and the caller go on side by side; that is the whole use of a second
process. `join()` stops the caller until the child has ended. With it inside `launch`, calling
`launch` takes as long as calling the task itself, and the process that comes back is already dead.

Whoever calls `launch` gets the process, and can wait for it. So who should decide when to wait?
"""
# fails: test_launch_does_not_wait, test_a_live_process_comes_back
# has: $P.start()
#      $P.join()
# or: $P.start()
#     $P.join(timeout=None)
# has not: threading.Thread(...)
# ok: process.start()
#     process.join(0.5)

from multiprocessing import Process


def launch(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    process.join()
    return process
