# exercise: 10_pool_callback
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a ProcessPoolExecutor is a pool of worker processes, and its done callbacks run in the caller's process before shutdown returns.
# mistake: none
from concurrent.futures import ProcessPoolExecutor


def collect(task, items, log, processes):
    def tell(future):
        log(future.result())

    with ProcessPoolExecutor(max_workers=processes) as executor:
        for item in items:
            executor.submit(task, item).add_done_callback(tell)
