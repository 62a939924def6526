"""`start` calls `run` directly, and `join` waits for nothing.

Your own `start` calls `self.run()`. That is an ordinary method call: it runs in the process that
makes it, here the caller, and no child process is ever made. Because there was then nothing to wait
for, you replaced `join` too. Both methods belong to `Process`, and both do the very work you miss.

Compare `os.getpid()` inside `run` with the caller's. What happens if `Worker` has neither `start` nor `join`?
"""
# fails: test_worker_is_a_process_with_its_own_run, test_the_task_runs_in_a_child
# has: def start(...):
#          self.run()
# has: def join(...):
#          ...
# ok: def start(self):
#         super().start()

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def run(self):
        self.task(self.name)

    def start(self):
        self.run()

    def join(self, timeout=None):
        pass
