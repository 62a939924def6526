"""`start()` waits for the child, so workers can only run one after another.

Your `start` makes the child process, and then waits until it has ended before it returns. The
caller could not start the second worker while the first one was still at work, and all the use of
having two processes is gone.

`start()` should return as soon as the child is on its way. Who should do the waiting, and when?
"""
# fails: test_the_task_runs_in_a_child
# has: def start(self):
#          $_.start()
#          self.join(...)
# ok: worker.start()
#     worker.join()

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def run(self):
        self.task(self.name)

    def start(self):
        super().start()
        self.join()
