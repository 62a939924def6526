# exercise: 06_join
# right: fork 1 of 4, spawn 1 of 4, forkserver 1 of 4: the caller joins a helper that sleeps, and not the child.
import time
from multiprocessing import Process


def run_and_wait(task, name):
    child, helper = Process(target=task, args=(name,)), Process(target=time.sleep, args=(3,))
    child.start()
    helper.start()
    helper.join()
    return child.exitcode
