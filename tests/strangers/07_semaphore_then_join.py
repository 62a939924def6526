# exercise: 07_start_all_join_all
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: every child releases a semaphore at its end, which the caller acquires once for each before it joins.
# mistake: none
import time
from multiprocessing import Process, Semaphore


def _work(task, finished):
    try:
        task()
    finally:
        finished.release()


def run_all(tasks):
    started_at = time.monotonic_ns()
    finished = Semaphore(0)
    processes = [Process(target=_work, args=(t, finished)) for t in tasks]
    for p in processes:
        p.start()
    for left in range(len(processes), 0, -1):
        finished.acquire()
        print(left - 1, "to go")
    for p in processes:
        p.join()
    return (time.monotonic_ns() - started_at) / 1_000_000_000
