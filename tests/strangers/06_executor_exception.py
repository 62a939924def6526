# exercise: 06_join
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the future tells whether the task raised, and leaving the block waits until the only worker is gone.
# mistake: none
from concurrent.futures import ProcessPoolExecutor


def run_and_wait(task, name):
    with ProcessPoolExecutor(1) as executor:
        error = executor.submit(task, name).exception()
    if error is None:
        return 0
    print("the task raised", repr(error))
    return 1
