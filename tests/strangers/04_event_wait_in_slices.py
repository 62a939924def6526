# exercise: 04_memory_isolation
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: it asks for the event five times a second, and the child that has set it need not be gone.
# mistake: loop of Event.wait(timeout), and no join
# named: none
from multiprocessing import Event, Process

x = 100


def child(report, done):
    global x
    x = 0
    report(x)
    done.set()


def prove_isolation(report):
    done = Event()
    p = Process(target=child, args=(report, done))
    p.start()
    while not done.wait(timeout=0.2):
        pass
    return x
