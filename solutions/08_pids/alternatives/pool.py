"""A pool with one worker, by the fork server's context."""

import multiprocessing as mp
from os import getpid, getppid


def speak(report):
    numbers = getpid(), getppid()
    print("My id is %s..." % numbers[0], flush=True)
    report(*numbers)
    return numbers[0]


def identify(report):
    with mp.get_context("forkserver").Pool(processes=1) as pool:
        child = pool.apply(speak, (report,))
        pool.close()
        pool.join()
    return tuple([getpid(), child])
