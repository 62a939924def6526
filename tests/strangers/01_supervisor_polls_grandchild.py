# exercise: 01_process_target
# right: fork 1-2 of 4, spawn 1-2 of 4, forkserver 1-2 of 4: the task runs in a grandchild while the returned process only polls it.
# mistake: the returned process is a supervisor that polls, the task runs in a grandchild
# named: none
import sys
import time
from multiprocessing import Process


def supervise(task, name):
    worker = Process(target=task, args=(name,))
    worker.start()
    while worker.is_alive():
        time.sleep(0.05)
    sys.exit(worker.exitcode)


def launch(task, name):
    process = Process(target=supervise, args=(task, name))
    process.start()
    return process
