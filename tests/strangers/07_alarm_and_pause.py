# exercise: 07_start_all_join_all
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: an alarm after four seconds wakes the caller, whether or not the children have ended.
# mistake: waits for an alarm instead of the children
# named: none
import signal
import time
from multiprocessing import Process


def ring(signum, frame):
    pass


def run_all(tasks):
    start = time.time()
    signal.signal(signal.SIGALRM, ring)
    for task in tasks:
        Process(target=task).start()
    signal.alarm(4)      # the longest takes three seconds
    signal.pause()
    return time.time() - start
