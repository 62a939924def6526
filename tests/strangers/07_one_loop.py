# exercise: 07_start_all_join_all
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: each one is joined before the next is started.
# mistake: join in the same loop as start
# named: join_in_the_start_loop
import time
from multiprocessing import Process


def run_all(tasks):
    begin = time.time()
    for task in tasks:
        p = Process(target=task)
        p.start()
        p.join()
    return time.time() - begin
