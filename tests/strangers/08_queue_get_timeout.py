# exercise: 08_pids
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: when the report takes longer than one second the queue is empty, and -1 is returned for the child.
# mistake: queue.get(timeout) gives up by the clock
# named: none
import os
import queue
from multiprocessing import Process, Queue


def child(report, q):
    report(os.getpid(), os.getppid())
    q.put(os.getpid())


def identify(report):
    q = Queue()
    p = Process(target=child, args=(report, q))
    p.start()
    try:
        kid = q.get(timeout=1)
    except queue.Empty:
        kid = -1
    p.join()
    return (os.getpid(), kid)
