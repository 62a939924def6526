"""The name went to the process, and not to the task.

`name=` is a parameter of `Process` itself: it is what the process is called in messages, as in
`<Process name='delta' ...>`. It is not passed on. The child called the task without any argument.

Which other parameter of `Process` holds what the task is to be called with?
"""
# fails: test_the_task_is_given_its_name
# has: Process(name=$_, ...)
# has not: Process(args=$_, ...)
# has not: Process(kwargs=$_, ...)
# ok: Process(target=task, args=(name,), name=name)

from multiprocessing import Process


def launch(task, name):
    process = Process(target=task, name=name)
    process.start()
    return process
