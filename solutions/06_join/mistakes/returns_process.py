"""The process came back instead of its exit code.

The child was started and waited for, as it should be. The exit code is one of the things that the
`Process` object knows, but the object as a whole is not the number that the caller asked for.

Print what `run_and_wait` returns. Which attribute of it is the exit code?
"""
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# has: $P = $_(...)
#      $P.start()
#      return $P
# ok: return process.exitcode

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    process.join()
    return process
