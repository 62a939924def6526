# exercise: 04_memory_isolation
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: x = 0 makes a local name in child, the global stays as it was.
# mistake: the global statement is missing
# named: no_global_statement
from multiprocessing import Process

x = 100


def child(report):
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return x
