# exercise: 01_process_target
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the number comes back, and a Process is asked for.
# mistake: returns the pid instead of the Process
# named: returns_pid
from multiprocessing import Process
import os


def launch(task, name):
    child = Process(target=task, args=(name,))
    child.start()
    print("parent", os.getpid(), "child", child.pid)
    return child.pid
