"""A lambda cannot be sent to a child process.

Under `spawn` and `forkserver` the child begins as a fresh Python, and the target is sent to it by
`pickle`. Pickle sends a function as the name of its module and its own name, and a lambda has no
name by which the child could find it. Only under `fork`, where the child is a copy of the caller,
nothing has to be sent.

`Process` can hold the function and its arguments apart. Does anything have to be wrapped?
"""
# fails under spawn, forkserver: test_the_task_runs_in_a_child, test_the_task_is_given_its_name
# fails under spawn, forkserver: test_launch_does_not_wait, test_a_live_process_comes_back
# has: Process(target=$L, ...)
# or: $F = $L
#     Process(target=$F, ...)
# where: $L is a lambda
# ok: Process(target=task, args=(lambda: 1,))

from multiprocessing import Process


def launch(task, name):
    process = Process(target=lambda: task(name))
    process.start()
    return process
