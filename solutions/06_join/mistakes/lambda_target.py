"""A lambda cannot be sent to a child process.

Under `spawn` and `forkserver` the child begins as a fresh Python, and the target is sent to it by
`pickle`. Pickle sends a function as the name of its module and its own name, and a lambda has no
name by which the child could find it. Only under `fork`, where the child is a copy of the caller,
nothing has to be sent.

`Process` can hold the function and its arguments apart. Does anything have to be wrapped?
"""
# fails under spawn, forkserver: test_the_task_runs_in_a_child, test_it_waits_for_the_end_of_the_child
# fails under spawn, forkserver: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# has: Process(target=$L, ...)
# or: $F = $L
#     Process(target=$F, ...)
# where: $L is a lambda
# ok: Process(target=task, args=(lambda: 1,))

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=lambda: task(name))
    process.start()
    process.join()
    return process.exitcode
