"""None came back instead of the exit code.

The child was started and waited for, but what your function returns is None. `join()` waits and
returns nothing: it always gives None. The exit code is kept by the process itself, and it is None
as long as the child has not ended. A function without `return` gives None as well.

Which attribute of the process holds the exit code, and from which moment on?
"""
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# has: return $_.join(...)
# or: $X = $_.join(...)
#     return $X
# or: def run_and_wait(...):
#         $P.start()
# has not: def run_and_wait(...):
#              $P.start()
#              return $_
# ok: p.join()
#     return p.exitcode

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    return process.join()
