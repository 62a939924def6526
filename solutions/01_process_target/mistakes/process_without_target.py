"""The child was started with nothing to do.

`Process()` without a target is a process that begins, finds no work, and ends with exit code 0, as
if all were well. The function that stands next to it in the file is not found by itself: a process
runs what it was told to run, and nothing else. The task was never called.

How does a process learn which function it is to run?
"""

# fails: test_the_task_runs_in_a_child, test_the_task_is_given_its_name
# fails: test_launch_does_not_wait, test_a_live_process_comes_back
# has: Process(...)
# has not: Process(target=$_, ...)
# has not: Process(group=$_, ...)
# ok: Process(target=task)
# ok: Process(task, args=(name,))

from multiprocessing import Process


def launch(task, name):
    process = Process()
    process.start()
    return process
