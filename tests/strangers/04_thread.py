# exercise: 04_memory_isolation
# right: fork 1 of 4, spawn 1 of 4, forkserver 1 of 4: a thread shares the memory.
# mistake: a thread instead of a process
# named: thread_not_process
from threading import Thread

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    t = Thread(target=child, args=(report,))
    t.start()
    t.join()
    return x
