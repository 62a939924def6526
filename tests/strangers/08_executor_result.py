# exercise: 08_pids
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the one worker of the executor is the child, it reports its numbers and gives its pid back as the result.
# mistake: none
import os
from concurrent.futures import ProcessPoolExecutor


def child(report):
    pid = os.getpid()
    report(pid, os.getppid())
    return pid


def identify(report):
    with ProcessPoolExecutor(max_workers=1) as pool:
        kid = pool.submit(child, report).result()
    return os.getpid(), kid
