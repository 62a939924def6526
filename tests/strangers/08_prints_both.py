# exercise: 08_pids
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: nothing comes back.
# mistake: prints instead of returning
# named: nothing_returned
import os
from multiprocessing import Process


def child(report):
    report(os.getpid(), os.getppid())


def identify(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    print("caller: I am", os.getpid(), "and my child is", p.pid)
