# exercise: 08_pids
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: the pair of the first call is kept and given again, so the second call starts no child and reports nothing.
# mistake: works once only, the answer is kept in a global
# named: none
import os
from multiprocessing import Process

_answer = None


def child(report):
    report(os.getpid(), os.getppid())


def identify(report):
    global _answer
    if _answer is None:
        p = Process(target=child, args=(report,))
        p.start()
        p.join()
        _answer = (os.getpid(), p.pid)
    return _answer
