"""An executor with one worker; what became of the task is asked of its future."""

from concurrent.futures import ProcessPoolExecutor


def run_and_wait(task, name):
    with ProcessPoolExecutor(max_workers=1) as executor:
        future = executor.submit(task, name)
    return 0 if future.exception() is None else 1
