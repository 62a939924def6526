"""The name was set before `Process.__init__` ran, and was lost.

`name` is kept by `Process` itself. Its `__init__` gives every new process a default name such as
`Worker-1`. You set the name first and called the base class afterwards, so the default name
silently took the place of yours, and the task was called with the default name.

Look at the order of the lines in your `__init__`, and at the parameters that `Process` accepts.
"""
# fails: test_the_worker_keeps_its_name
# has: self._name = $_  # here
#      $_.__init__(...)
# or: self.name = $_  # here
#     $_.__init__(...)
# ok: super().__init__()
#     self.name = name

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        self._name = name
        self.task = task
        super().__init__()

    def run(self):
        self.task(self.name)
