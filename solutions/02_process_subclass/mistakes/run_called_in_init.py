"""`__init__` calls `run`, so the work is done when the worker is made, and once more when it is started.

`self.run()` is an ordinary method call: it runs in the process that makes it, here the caller, and the caller is still
at `Worker(...)`. No child exists by then. The one that is made by `start()` calls `run` by itself, as it should, and
does the same work a second time.

Who calls `run`, and when, if nobody in your program does?
"""
# fails: test_nothing_runs_before_start, test_the_task_runs_in_a_child, test_the_worker_keeps_its_name
# has: def __init__(...):
#          self.run()
# ok: def __init__(self, task, name):
#         self.start()
# ok: def start(self):
#         self.run()

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task
        self.run()

    def run(self):
        self.task(self.name)
