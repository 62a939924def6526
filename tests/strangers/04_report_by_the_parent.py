# exercise: 04_memory_isolation
# right: fork 0 of 4, spawn 0 of 4, forkserver 0 of 4: the parent reports its own x.
# mistake: report is called in the parent
# named: parent_reports
from multiprocessing import Process

x = 100


def child():
    global x
    x = 0


def prove_isolation(report):
    p = Process(target=child)
    p.start()
    p.join()
    report(x)
    return x
