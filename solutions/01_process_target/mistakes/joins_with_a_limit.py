"""`launch` waits a while for the child before it returns.

A time limit makes the wait shorter, and it stays a wait: `join(0.5)` stops the caller until the child has ended or half
a second is over, whichever comes first. The child needs no such help to get going. As long as the task takes longer,
every call of `launch` takes half a second for nothing.

What would be lost if the line that waits were not there?
"""
# fails: test_launch_does_not_wait
# has: $P.start()
#      $P.join(timeout=$T)
# where: $T is a number
# ok: process.start()
#     process.join()

from multiprocessing import Process


def launch(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    process.join(0.5)
    return process
