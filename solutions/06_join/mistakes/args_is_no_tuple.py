"""The name was taken apart: each of its characters became an argument of its own.

`args` holds *all* arguments of the task, one after another. Parentheses alone make no tuple:
`(name)` is the same as `name`, a string, and a string is a sequence of characters. So the task was
called with as many arguments as the name has characters. A function with one parameter would have
died of it in the child, with a TypeError and exit code 1.

Print `type((name))`. Which sign makes a tuple of one item?
"""
# fails: test_the_task_runs_in_a_child, test_exit_code_of_a_child_that_fails
# has: Process(args=$A, ...)
# where: $A is a name
# has not: $A = (..., )
# ok: Process(target=task, args=(name,))

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name))
    process.start()
    process.join()
    return process.exitcode
