# exercise: 08_pids
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the child's pid is guessed as the caller's plus one, which is luck once and never twice.
# mistake: guesses the child's pid
# named: none
import os
from multiprocessing import Process


def child(report):
    report(os.getpid(), os.getppid())


def identify(report):
    me = os.getpid()
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return (me, me + 1)
