"""`start` calls `run` directly, and that makes no process.

You wrote `run`, which is right, but your own `start` calls `self.run()`. That is an ordinary
method call: it runs in the process that makes it, here the caller. The child process would have
been made by the `start` that `Process` brings along, which yours hides.

Compare `os.getpid()` inside `run` with the caller's. What happens if `Worker` has no `start` of its own?
"""
# fails: test_worker_is_a_process_with_its_own_run, test_the_task_runs_in_a_child
# has: def start(...):
#          self.run()
# has not: def join(...):
#              ...
# has not: super().start()
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
