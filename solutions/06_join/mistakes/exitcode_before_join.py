"""The exit code was asked for while the child was still at work.

`exitcode` is None as long as the process has not ended. The line that asks for it stands before `join()`; what it got
was kept, and waiting afterwards does not change it any more.

In which order do the two lines have to stand?
"""
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# has: $C = $P.exitcode
#      $P.join(...)
#      return $C
# ok: p.join()
#     code = p.exitcode
#     return code

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    code = process.exitcode
    process.join()
    return code
