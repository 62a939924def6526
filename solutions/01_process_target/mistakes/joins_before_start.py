"""The process was joined before it was started.

`join()` waits for the end of a child process. Before `start()` there is no child that could end,
so `join()` raises AssertionError, and `start()` was never reached.

In which order do these two make sense, and which of them belongs into `launch` at all?
"""
# fails: test_the_task_runs_in_a_child, test_the_task_is_given_its_name
# fails: test_launch_does_not_wait, test_a_live_process_comes_back
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


def launch(task, name):
    process = Process(target=task, args=(name,))
    process.join()
    process.start()
    return process
