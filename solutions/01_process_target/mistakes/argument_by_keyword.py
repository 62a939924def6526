"""The name was passed by keyword, and that works only if the task's parameter happens to be called so.

`kwargs={"name": name}` calls `task(name=...)`. The task is any function that takes one argument; its
parameter may be called `who` or `x`, and then the child dies with a TypeError. `task(name)` passes
the value by position and works with all of them.

Which parameter of `Process` holds the arguments that are passed by position?
"""
# fails: test_the_task_is_given_its_name
# has: Process(kwargs=$_, ...)
# ok: Process(target=task, args=(name,))

from multiprocessing import Process


def launch(task, name):
    process = Process(target=task, kwargs={"name": name})
    process.start()
    return process
