"""The child's function is defined inside another function, where a fresh interpreter cannot find it.

Under `spawn` and `forkserver` the child begins as a fresh Python: it imports your file and looks the target up
by its name. A function that only exists while another one runs cannot be found there, so `pickle` refuses to
send it. Only under `fork`, where the child is a copy of the caller, nothing has to be sent.

At which place in a file does a function have to stand so that whoever imports the file can see it?
"""
# fails under spawn, forkserver: test_the_task_runs_in_a_child, test_it_waits_for_the_end_of_the_child
# fails under spawn, forkserver: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
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


def run_and_wait(task, name):
    def work():
        task(name)

    process = Process(target=work)
    process.start()
    process.join()
    return process.exitcode
