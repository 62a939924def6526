"""The name was taken apart: each of its characters became an argument of its own.

`args` holds *all* arguments of the task, one after another. Parentheses alone make no tuple:
`(name)` is the same as `name`, a string, and a string is a sequence of characters. So the task was
called with as many arguments as the name has characters. A function with one parameter would have
died of it in the child, with a TypeError that says how many arguments it was given.

Print `type((name))`. Which sign makes a tuple of one item?
"""
# fails: test_the_task_is_given_its_name
# has: Process(args=$A, ...)
# where: $A is a name
# has not: $A = (..., )
# has not: $A = tuple(...)
# ok: Process(target=task, args=(name,))
# ok: arguments = (name,)
#     Process(target=task, args=arguments)

from multiprocessing import Process


def launch(task, name):
    process = Process(target=task, args=(name))
    process.start()
    return process
