# exercise: 04_memory_isolation
# right: fork 0-2 of 4, spawn 0-2 of 4, forkserver 0-2 of 4: the child dies of a TypeError because child needs report and gets nothing.
# mistake: args is missing
# named: arguments_forgotten
from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child)
    p.start()
    p.join()
    return x
