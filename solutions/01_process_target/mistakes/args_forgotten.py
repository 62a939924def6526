"""The task was called without an argument.

The child calls whatever `target` names, and gives it only what it was told to give. Nobody told it
the name: that `launch` has a parameter called `name` means nothing to the child.

By which parameter of `Process` do arguments reach the task?
"""
# fails: test_the_task_is_given_its_name
# has: Process(target=$F, ...)
# where: $F is a name
# has not: Process(args=$_, ...)
# has not: Process(kwargs=$_, ...)
# has not: Process(name=$_, ...)
# ok: Process(target=task, args=(name,))

from multiprocessing import Process


def launch(task, name):
    process = Process(target=task)
    process.start()
    return process
