"""Nobody waits for the child.

`start()` asks for a child process and returns at once; the child runs on its own. Your function went
on to its `return` while the task was still at work, or had not even begun. At that moment there was no
exit code yet, and `exitcode` of a process that has not ended is None.

Something has to be done between the start and the exit code. Which method of `Process` returns when the
child has ended?
"""
# fails: test_it_waits_for_the_end_of_the_child
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# has: $_.start()
# has not: $_.join(...)
# has not: sleep(...)
# has not: while $_:
#              ...
# has not: wait(...)
# has not: waitpid(...)
# ok: p.start()
#     p.join()

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    return process.exitcode
