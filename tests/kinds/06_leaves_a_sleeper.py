# exercise: 06_join
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: a process that the child has made is still there.
import os
import time
from multiprocessing import Process


def run(task, name):
    if not os.fork():
        os.setsid()
        if not os.fork():
            time.sleep(900)
        os._exit(0)
    os.wait()
    task(name)


def run_and_wait(task, name):
    child = Process(target=run, args=(task, name))
    child.start()
    child.join()
    return child.exitcode
