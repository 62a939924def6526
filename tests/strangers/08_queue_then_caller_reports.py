# exercise: 08_pids
# right: fork 0 of 4, spawn 0 of 4, forkserver 0 of 4: the caller reports what the child has sent.
# mistake: reported by the caller
# named: reported_by_the_caller_after_a_message
import os
from multiprocessing import Process, Queue


def child(queue):
    queue.put((os.getpid(), os.getppid()))


def identify(report):
    queue = Queue()
    p = Process(target=child, args=(queue,))
    p.start()
    pid, parent = queue.get()
    p.join()
    report(pid, parent)
    return os.getpid(), pid
