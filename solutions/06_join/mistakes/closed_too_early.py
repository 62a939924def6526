"""The process was closed before its exit code was read.

`close()` lets go of what the `Process` object knows of its child, the exit code included. Whoever asks
for that afterwards gets a ValueError.

In which order do waiting, reading and closing make sense?
"""
# fails: test_it_waits_for_the_end_of_the_child
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# has: $P.close()
#      $P.exitcode
# ok: code = p.exitcode
#     p.close()

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    process.join()
    process.close()
    return process.exitcode
