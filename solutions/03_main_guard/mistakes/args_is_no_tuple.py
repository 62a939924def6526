"""The text was taken apart: each of its characters became an argument of its own.

`args` holds *all* arguments of the task, one after another. Parentheses alone make no tuple: `("we")` is
the same as `"we"`, a sequence of two letters. So the task was called with two arguments. The task that
you were given has one parameter, and dies of it in the child with a TypeError.

Print `type(("we"))`. Which sign makes a tuple of one item?
"""
# fails: test_the_script_has_the_task_run_in_a_child
# has: Process(args=$A, ...)
# where: $A is a text
# ok: Process(target=work.task, args=("we",))

from multiprocessing import Process

import work


if __name__ == "__main__":
    process = Process(target=work.task, args=("we"))
    process.start()
    print("main Process")
