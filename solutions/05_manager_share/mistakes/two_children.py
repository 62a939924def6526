"""The number of children is written into the program, and it is not the one that was asked for.

`n` says how many children there are to be. Whoever writes each of them out, or counts up to a number of his own, gets
always the same number, whatever `n` is.

What happens in your program when `n` is 7?
"""
# fails: UNKNOWN
# has: Process(...)
#      Process(...)
# or: range($N)
# or: for $_ in $L:
#         Process(...)
# where: $N is a number
# where: $L is a list
# ok: for i in range(n):
#         Process(target=child)

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        p1 = Process(target=child, args=(task, shared, pids))
        p2 = Process(target=child, args=(task, shared, pids))
        p1.start()
        p2.start()
        p1.join()
        p2.join()
        return dict(shared), list(pids)
