"""The task was called without the worker's name.

`run` takes no argument besides `self`, so whatever the task needs has to be looked up on `self`.
Your `run` calls the task with nothing; the task is to be called with the name of the worker.

Print what your worker keeps in its attributes. Which of them is missing in the call?
"""
# fails: test_the_worker_keeps_its_name
# has: def run(...):
#          self.$T()
# has: def __init__($X, ...):
#          self.$T = $X
# ok: def run(self):
#         self.task(self.name)

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def run(self):
        self.task()
