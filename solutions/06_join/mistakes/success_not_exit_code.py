"""True or False came back instead of the exit code.

Whether the child ended well can be read from its exit code, but the exit code says more: 0 stands for
a good end, 1 for an exception, and a negative number for the signal that killed the process.
Comparing it with something gives True or False, and the number is lost.

The caller is to get the number. What has to be left out of the last line?
"""
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# has: return $_.exitcode == 0
# or: return not $_.exitcode
# or: return True
# or: $X = $_.exitcode == 0
# ok: return p.exitcode

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    process.join()
    return process.exitcode == 0
