# exercise: 07_start_all_join_all
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: asks is_alive twenty times a second instead of waiting.
# mistake: polls is_alive
# named: asks_again_and_again
import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    alive = []
    for task in tasks:
        p = Process(target=task)
        p.start()
        alive.append(p)
    while alive:
        alive = [p for p in alive if p.is_alive()]
        time.sleep(0.05)
    return time.time() - start
