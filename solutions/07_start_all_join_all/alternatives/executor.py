"""An executor with a worker for each task; the end of its block waits for all of them."""

import time
from concurrent.futures import ProcessPoolExecutor


def run_all(tasks):
    begin = time.perf_counter()
    with ProcessPoolExecutor(max_workers=len(tasks)) as executor:
        for task in tasks:
            executor.submit(task)
    return time.perf_counter() - begin


if __name__ == "__main__":
    print(run_all([time.time, time.ctime]))
