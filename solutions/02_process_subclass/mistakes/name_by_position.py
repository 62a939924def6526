"""The name was handed to the wrong parameter of `Process`.

The first parameter of `Process.__init__` is not the name. It is called `group`, it is there only because `Thread` has
one, too, and it must be None: anything else raises AssertionError, and there is no worker at all.

Look up the order of the parameters, or call the one you mean by its name.
"""
# fails: test_worker_is_a_process_with_its_own_run, test_nothing_runs_before_start
# fails: test_the_task_runs_in_a_child, test_the_worker_keeps_its_name
# has: super().__init__($N)
# or: Process.__init__(self, $N)
# where: $N is a name
# where: $N is not self
# ok: super().__init__(name=name)
# ok: super().__init__()

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name)
        self.task = task

    def run(self):
        self.task(self.name)
