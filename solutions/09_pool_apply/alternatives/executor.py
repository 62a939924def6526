"""The parallel half with the pool of concurrent.futures, the serial half with `apply`."""

import concurrent.futures
import multiprocessing


def run_serial(task, items, processes):
    with multiprocessing.Pool(processes) as pool:
        answers = [pool.apply(task, (item,)) for item in items]
        pool.close()
        pool.join()
    return answers


def run_parallel(task, items, processes):
    with concurrent.futures.ProcessPoolExecutor(max_workers=processes) as executor:
        futures = [executor.submit(task, item) for item in items]
    return [future.result() for future in futures]
