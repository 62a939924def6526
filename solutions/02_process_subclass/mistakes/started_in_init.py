"""The worker starts itself in `__init__`.

Making an object and starting a process are two steps, and whoever makes a `Worker` decides when
the second one happens. Your `__init__` already calls `self.start()`, so the child runs before it
was asked to, and the `start()` of the caller is the second one: a process can be started only once.

Leave the decision to the caller.
"""
# fails: test_worker_is_a_process_with_its_own_run, test_nothing_runs_before_start
# fails: test_the_task_runs_in_a_child, test_the_worker_keeps_its_name
# has: def __init__(...):
#          self.start()
# ok: worker.start()

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task
        self.start()

    def run(self):
        self.task(self.name)
