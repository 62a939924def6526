"""Two processes take two locks in opposite order; each calls the task while it has its first lock.

The engine must conclude: both calls held together, let go, and then BLOCKED by proof, at once, with
the line where each process stands (`second.acquire()`) and the caller waiting for the first child.
"""

from multiprocessing import Lock, Process


def work(task, number, first, second):
    first.acquire()
    task(number)
    second.acquire()
    second.release()
    first.release()


def go(task, n):
    one, two = Lock(), Lock()
    children = [
        Process(target=work, args=(task, 1, one, two)),
        Process(target=work, args=(task, 2, two, one)),
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return "no deadlock"
