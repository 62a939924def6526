"""The file starts processes as soon as it is imported: the main guard is missing.

Under `spawn` and `forkserver` the child begins as a fresh Python and imports your file, to find the
function that it is to run. The lines at the bottom of the file are then run by the child too: it would
start children of its own, which would import the file, and so on. Python stops that with a RuntimeError
before a task is reached. Under `fork`, as used on Linux until Python 3.13, the child is a copy of the
caller and imports nothing, so the same file works there.

Which lines of the file are for the program that you run, and which for everybody who imports it?
"""
# fails under spawn, forkserver: test_each_task_has_a_process_of_its_own, test_all_tasks_run_at_the_same_time
# fails under spawn, forkserver: test_it_waits_for_all, test_the_seconds_are_right
# has: at top level:
#          $_.start()
# or: at top level:
#         Pool(...)
# or: at top level:
#         Manager()
# or: def $F(...):
#         ...
#     $F(...)
# ok: if __name__ == "__main__":
#         launch(print, "we").join()

import time
from multiprocessing import Process


def hello():
    print("hello")


def work(task):
    print("a task is running...")
    task()


def run_all(tasks):
    start = time.time()
    processes = [Process(target=work, args=(task,)) for task in tasks]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return time.time() - start


print("seconds:", run_all([hello, hello]))
