# exercise: 08_pids
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the child waits for a go that the caller gives after it has noted the pid, and the join keeps the event alive.
# mistake: none
import os
from multiprocessing import Event, Process


def child(report, go):
    go.wait()
    report(os.getpid(), os.getppid())


def identify(report):
    go = Event()
    p = Process(target=child, args=(report, go))
    p.start()
    result = (os.getpid(), p.pid)
    print("I know my child already:", result)
    go.set()
    p.join()
    return result
