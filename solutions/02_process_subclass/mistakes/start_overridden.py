"""`start` was overridden instead of `run`, so no process was ever made.

`start()` is the method of `Process` that makes the child process; inside the child, `Process` then
calls `run()`. You replaced `start` by your own work. Calling it is now an ordinary method call:
the task ran in the caller's own process, and no child exists that could be joined.

Which of the two methods is meant to be replaced by a subclass, and which one is meant to be called?
"""
# fails: test_worker_is_a_process_with_its_own_run, test_the_task_runs_in_a_child
# has: class $_(Process):
#          def start(...):
#              ...
# has not: def run(...):
#              ...
# has not: super().start()
# ok: class Worker(Process):
#         def run(self):
#             pass

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def start(self):
        self.task(self.name)
