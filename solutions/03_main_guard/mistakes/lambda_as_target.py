"""The work of the child is a lambda, and that cannot be sent to another Python.

Under `spawn` and `forkserver` the child begins as a fresh Python, imports your file, and is told by name
which function to call. A lambda has no name under which the child could find it, so `start()` raises an
exception in the script. Under `fork` the child is a copy and has everything already.

`Process` takes the arguments separately. What remains to be wrapped?
"""
# fails under spawn, forkserver: test_the_script_has_the_task_run_in_a_child, test_each_run_makes_one_child
# fails under spawn, forkserver: test_main_process_is_printed_once
# has: Process(target=$L, ...)
# or: $F = $L
#     Process(target=$F, ...)
# where: $L is a lambda
# ok: if __name__ == "__main__":
#         Process(target=work.task, args=("we",))

from multiprocessing import Process

import work


if __name__ == "__main__":
    process = Process(target=lambda: work.task("we"))
    process.start()
    print("main Process")
