# exercise: 08_pids
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: half a second is a guess, and while the report still runs the shared value is 0.
# mistake: sleeps and then reads what the child may not have written yet
# named: none
import os
import time
from multiprocessing import Process, Value


def child(report, box):
    report(os.getpid(), os.getppid())
    box.value = os.getpid()


def identify(report):
    box = Value("i", 0)
    p = Process(target=child, args=(report, box))
    p.start()
    time.sleep(0.5)
    kid = box.value
    p.join()
    return (os.getpid(), kid)
