# exercise: 07_start_all_join_all
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: one loop starts, a second one joins, and perf_counter brackets both.
# mistake: none
import time
from multiprocessing import Process


def run_all(tasks):
    """Run every task in a process of its own, all at once; return the seconds it took until all were done."""
    begin = time.perf_counter()
    processes = []
    for task in tasks:
        process = Process(target=task)
        process.start()
        processes.append(process)
    for process in processes:
        process.join()
    return time.perf_counter() - begin
