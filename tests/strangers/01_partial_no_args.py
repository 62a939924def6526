# exercise: 01_process_target
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: partial(task, name) can be pickled and calls task(name) only in the child.
# mistake: none
from functools import partial
from multiprocessing import Process


def launch(task, name):
    todo = partial(task, name)   # not called yet!
    p = Process(target=todo)
    p.start()
    return p
