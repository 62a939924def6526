# exercise: 04_memory_isolation
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: the default of the parameter is the x of the import, not the x of the moment after the child's end.
# mistake: x is read once, when the file is loaded
# named: value_read_before_the_end
from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report, mine=x):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return mine
