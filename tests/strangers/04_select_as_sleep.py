# exercise: 04_memory_isolation
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: select on nothing with a timeout is a sleep of three seconds, and nobody waits for the child.
# mistake: select with a timeout as a sleep
# named: none
import select
from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    process = Process(target=child, args=(report,))
    process.start()
    select.select([], [], [], 3)
    return x
