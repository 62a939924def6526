"""This is a thread, not a process.

`threading.Thread` looks just like `Process` (`start`, `join`, `run`, `name`), but a thread lives
inside the process that started it: same pid, same memory, no isolation. The task was called in the
caller's own process.

Look at the class that `Worker` inherits from, and compare `os.getpid()` in `run` and outside.
"""
# fails: test_worker_is_a_process_with_its_own_run, test_the_task_runs_in_a_child
# has: class $_(threading.Thread):
#          ...
# ok: class Worker(Process):
#         pass

from threading import Thread


class Worker(Thread):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task
        self.exitcode = 0

    def run(self):
        self.task(self.name)
