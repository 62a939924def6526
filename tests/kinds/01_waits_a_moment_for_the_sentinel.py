# exercise: 01_process_target
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: it waits up to a second for the child before it returns.
import multiprocessing
from multiprocessing.connection import wait


def launch(task, name):
    child = multiprocessing.Process(target=task, args=(name,))
    child.start()
    wait([child.sentinel], timeout=1)
    return child
