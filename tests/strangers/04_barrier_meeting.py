# exercise: 04_memory_isolation
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a barrier lets both begin together, and the parent then joins without limit and reads its own x.
# mistake: none
from multiprocessing import Barrier, Process

x = 100


def child(report, together):
    global x
    together.wait()
    x = 0
    report(x)


def prove_isolation(report):
    together = Barrier(parties=2)
    process = Process(target=child, kwargs=dict(report=report, together=together))
    process.start()
    together.wait()
    process.join()
    result = x
    process.close()
    return result
