# exercise: 04_memory_isolation
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the parent looks while the child is still at work.
# mistake: join is forgotten
# named: returns_too_early
from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child, args=(report,))
    p.start()
    return x
