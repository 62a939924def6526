"""One process was started twice.

A `Process` object stands for one run of one child process. Its second `start()` raises
AssertionError, even when the child has ended long ago, and so your function never came to its
`return`.

What has the child done already when the second `start()` is reached?
"""
# fails: test_it_waits_for_the_end_of_the_child
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# has: $P.start()
#      $P.start()
# or: for $_ in $_:
#         $_.start()
#     for $_ in $_:
#         $_.start()
# or: def $_(...):
#         $_.start()
#     def $_(...):
#         $_.start()
# ok: for p in p_list:
#         p.start()

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    process.join()
    process.start()
    return process.exitcode
