# exercise: 04_memory_isolation
# right: fork 4 of 4, spawn 0 of 4, forkserver 0 of 4: a function inside a function cannot be pickled, so start raises under spawn and forkserver.
# mistake: nested function as target
# named: nested_function
from multiprocessing import Process

x = 100


def prove_isolation(report):
    def child():
        global x
        x = 0
        report(x)

    p = Process(target=child)
    p.start()
    p.join()
    return x
