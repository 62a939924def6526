# exercise: 04_memory_isolation
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: 100 is returned whatever x is, so neither the untouched value nor the new one comes back.
# mistake: hard-coded 100
# named: none
from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return 100
