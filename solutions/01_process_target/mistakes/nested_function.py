"""A function defined inside a function cannot be sent to a child process.

Under `spawn` and `forkserver` the child begins as a fresh Python, and the target is sent to it by
`pickle`. Pickle sends a function as the name of its module and its own name. A function that is
defined inside `launch` exists only while `launch` runs; the child finds no such name. Only under
`fork`, where the child is a copy of the caller, nothing has to be sent.

Where would the function have to stand, so that every process that imports the file finds it?
"""
# fails under spawn, forkserver: test_the_task_runs_in_a_child, test_the_task_is_given_its_name
# fails under spawn, forkserver: test_launch_does_not_wait, test_a_live_process_comes_back
# has: def $_(...):
#          def $F(...):
#              ...
#          Process(target=$F, ...)
# or: def $_(...):
#         def $F(...):
#             ...
#         $_.apply_async(func=$F, ...)
# or: def $_(...):
#         def $F(...):
#             ...
#         $_.apply(func=$F, ...)
# or: def $_(...):
#         def $F(...):
#             ...
#         $_.map(func=$F, ...)
# ok: def launch(task, name):
#         def log(text):
#             print(text)
#         Process(target=task, args=(name,))

from multiprocessing import Process


def launch(task, name):
    def work():
        print(name, "is running...")
        task(name)

    process = Process(target=work)
    process.start()
    return process
