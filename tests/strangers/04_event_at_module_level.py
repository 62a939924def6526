# exercise: 04_memory_isolation
# right: fork 4 of 4, spawn 0-3 of 4, forkserver 0-3 of 4: a fresh child makes an Event of its own at import, so under spawn and forkserver the parent waits for ever.
# mistake: the Event is a global that only fork shares
# named: none
from multiprocessing import Event, Process

x = 100
finished = Event()


def child(report):
    global x
    x = 0
    report(x)
    finished.set()


def prove_isolation(report):
    finished.clear()
    p = Process(target=child, args=(report,))
    p.start()
    finished.wait()
    p.join()
    return x
