"""This is a thread, and a thread is no process.

`threading.Thread` has `start`, `run` and `join` like a `Process`, but it lives inside the process that started it:
the task ran in the caller's own process. A thread has no exit code either, because only a process can have one.

Where is the class that `Worker` is derived from imported from?
"""
# fails: test_the_task_runs_in_a_child, test_worker_is_a_process_with_its_own_run
# has: class $_(threading.Thread):
#          ...
# ok: class Worker(Process):
#         pass

from threading import Thread


class Worker(Thread):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def run(self):
        self.task(self.name)
