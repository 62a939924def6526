"""An executor with one worker."""

from concurrent.futures import ProcessPoolExecutor

import work

WORKERS = 1


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=WORKERS) as executor:
        future = executor.submit(work.task, "we")
        print("main Process")
        future.result()
