# exercise: 04_memory_isolation
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: it waits well, but what it returns was read before the child had begun.
# mistake: wrong order, x is read before the start
# named: value_read_before_the_end
from multiprocessing import Process

x = 100

def child(report):
    global x
    x = 0
    report(x)

def prove_isolation(report):
    before = x
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return before
