# exercise: 04_memory_isolation
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: two seconds are a guess, and x is read then whether the child is done or not.
# mistake: sleep instead of join
# named: sleeps_instead_of_waiting
import time
from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    Process(target=child, args=(report,)).start()
    time.sleep(2)
    return x
