"""The worker does not know its name: the name never reached `Process`.

You keep the name in an attribute of your own, and the task gets it. But a process has a `name`
already, which `Process` manages and which appears in its messages and in `multiprocessing`'s own
reports. Nobody told `Process` the name, so `worker.name` is still the default such as `Worker-1`.

Look at what `Process.__init__` can be given, and print `worker.name`.
"""
# fails: test_the_worker_keeps_its_name
# has: $_.__init__()
# or: Process.__init__(self)
# has not: self.name = $_
# has not: self._name = $_
# ok: super().__init__(name=name)

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__()
        self.task = task
        self.title = name

    def run(self):
        self.task(self.title)
