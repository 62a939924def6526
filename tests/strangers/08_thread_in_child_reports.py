# exercise: 08_pids
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a thread of the child reports, and a thread has the pid and the parent of its process.
# mistake: none
import os
import threading
from multiprocessing import Process


def tell(report):
    report(os.getpid(), os.getppid())


def child(report):
    thread = threading.Thread(target=tell, args=(report,), name="teller")
    thread.start()
    thread.join()


def identify(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return (os.getpid(), p.pid)
