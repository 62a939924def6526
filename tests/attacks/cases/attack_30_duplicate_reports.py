"""Attack 30: call the task twice, once too early.

expect: F
says: was called 2 times
"""

from multiprocessing import Process


def twice(task, name):
    task(name)
    task(name)


def launch(task, name):
    child = Process(target=twice, args=(task, name))
    child.start()
    return child
