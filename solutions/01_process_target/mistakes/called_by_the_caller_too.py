"""The task ran twice: once in the caller, and once in the child.

`task(name)` is a plain call. It runs the task in the caller, from beginning to end, before the next
line is reached. The child that is started around it runs the same task again.

How many of the lines in `launch` run the task, and which process runs each?
"""
# fails: test_the_task_runs_in_a_child, test_the_task_is_given_its_name
# fails: test_launch_does_not_wait, test_a_live_process_comes_back
# has: def launch($T, $N):
#          Process(target=$T, ...)
#          $T(...)
# or: def launch($T, $N):
#         $T(...)
#         Process(target=$T, ...)
# ok: def launch(task, name):
#         Process(target=task(name))

from multiprocessing import Process


def launch(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    task(name)
    return process
