# exercise: 06_join
# right: fork 1-3 of 4, spawn 1-3 of 4, forkserver 1-3 of 4: it joins a second process that sleeps three seconds, and not the one with the task.
# mistake: joins a helper process that sleeps
# named: none
import time
from multiprocessing import Process


def run_and_wait(task, name):
    p = Process(target=task, args=(name,))
    clock = Process(target=time.sleep, args=(3,))
    p.start()
    clock.start()
    clock.join()
    return p.exitcode
