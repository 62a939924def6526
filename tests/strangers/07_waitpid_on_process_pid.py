# exercise: 07_start_all_join_all
# right: fork 4 of 4, spawn 4 of 4, forkserver 1-2 of 4: under forkserver the child is a child of the fork server, and os.waitpid raises ChildProcessError.
# mistake: os.waitpid on a Process, which is not always one's own child
# named: none
import os
import time
from multiprocessing import Process


def run_all(tasks):
    start = time.monotonic()
    children = []
    for task in tasks:
        child = Process(target=task)
        child.start()
        children.append(child)
    for child in children:
        os.waitpid(child.pid, 0)
    return time.monotonic() - start
