# exercise: 04_memory_isolation
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: the parent's x is printed and None is returned.
# mistake: print instead of return
# named: printed_not_returned
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
    print(x)
