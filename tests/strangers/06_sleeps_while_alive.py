# exercise: 06_join
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: asks again and again.
# mistake: polls is_alive
# named: polls_is_alive
import time
from multiprocessing import Process


def run_and_wait(task, name):
    p = Process(target=task, args=(name,))
    p.start()
    while p.is_alive():
        time.sleep(0.1)
    p.join()
    return p.exitcode
