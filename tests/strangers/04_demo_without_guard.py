# exercise: 04_memory_isolation
# right: fork 4 of 4, spawn 0 of 4, forkserver 0 of 4: the last line starts a process at import, so no fresh child gets past the import.
# mistake: no main guard around the last line
# named: no_main_guard
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
    return x


print("parent has", prove_isolation(print))
