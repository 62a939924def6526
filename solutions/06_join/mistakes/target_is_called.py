"""The task was called where it should only have been named.

`target=task(name)` calls the task at once, in the caller, and hands what it *returns* to `Process`.
What `Process` wants is the function itself, without parentheses after it; the child calls it later.
Here the work was over before the child was made. An exception of the task hits the caller, too.

Read the line from the inside out: what does Python evaluate first?
"""
# fails: test_the_task_runs_in_a_child, test_it_waits_for_the_end_of_the_child
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# has: Process(target=$F(...), ...)
# has not: Process(target=functools.partial(...), ...)
# ok: Process(target=task, args=(name,)).start()
# ok: task(name)

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task(name))
    process.start()
    process.join()
    return process.exitcode
