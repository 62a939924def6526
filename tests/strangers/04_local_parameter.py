# exercise: 04_memory_isolation
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: x is a parameter, the global stays as it was.
# mistake: sets a parameter instead of the global
# named: no_global_statement
from multiprocessing import Process

x = 100


def child(report, x):
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child, args=(report, x))
    p.start()
    p.join()
    return x
