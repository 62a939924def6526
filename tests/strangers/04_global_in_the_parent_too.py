# exercise: 04_memory_isolation
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: the parent sets x back to 100 by itself.
# mistake: the parent sets its x to 100
# named: none
import multiprocessing

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    global x
    proc = multiprocessing.Process(target=child, args=(report,))
    proc.start()
    proc.join()
    x = 100
    return x
