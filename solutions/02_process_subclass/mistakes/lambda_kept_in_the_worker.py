"""The worker keeps a lambda, and a lambda cannot be sent to a child process.

Under `spawn` and `forkserver` the child begins as a fresh Python, and the worker is sent to it by `pickle`,
with everything that it keeps in its attributes. Pickle sends a function as the name of its module and its
own name, and a lambda has no name by which the child could find it. Only under `fork`, where the child is
a copy of the caller, nothing has to be sent.

A worker can keep a function and its argument apart. Where is the place to put the two together?
"""
# fails under spawn, forkserver: test_worker_is_a_process_with_its_own_run, test_nothing_runs_before_start
# fails under spawn, forkserver: test_the_task_runs_in_a_child, test_the_worker_keeps_its_name
# has: self.$_ = $L
# where: $L is a lambda
# ok: self.task = task
# ok: def __init__(self, task, name):
#         def work():
#             task(name)
#         self.work = work

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.work = lambda: task(name)

    def run(self):
        self.work()
