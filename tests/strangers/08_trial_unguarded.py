# exercise: 08_pids
# right: fork 4 of 4, spawn 0 of 4, forkserver 0 of 4: the trial runs identify at import, so a fresh child fails while it loads the file.
# mistake: no main guard around the trial
# named: no_main_guard
import os
from multiprocessing import Process


def child(report):
    report(os.getpid(), os.getppid())


def identify(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return os.getpid(), p.pid


def show(pid, parent):
    print("child: I am", pid, "and my parent is", parent)


me, kid = identify(show)
print("caller: I am", me, "and my child is", kid)
