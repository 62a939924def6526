"""The process was joined before it was started.

`join()` waits for the end of a child process. Before `start()` there is no child that could end, so
`join()` raises AssertionError, and `start()` was never reached.

In which order do the lines have to stand, so that there is somebody to wait for?
"""
# fails: test_the_task_runs_in_a_child, test_it_waits_for_the_end_of_the_child
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# has: $P.join()  # here
#      $P.start()
# or: for $_ in $_:
#         $_.join()  # here
#     for $_ in $_:
#         $_.start()
# or: $P.join(timeout=$_)  # here
#     $P.start()
# has not: $P.start()
#          $P.join()
# ok: p.start()
#     p.join()
# ok: ", ".join(names)
# where: $P is no text

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.join()
    process.start()
    return process.exitcode
