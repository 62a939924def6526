"""`super().__init__` was given `self` once more, and that landed in a parameter of `Process`.

`super().__init__` is bound already: Python puts `self` in the first place by itself. Whatever you write in the
brackets comes after it. `Process` takes the first of these for `group`, which is kept for later versions of Python
and must be None.

What stands in the brackets of `super().__init__(…)`, and which parameter of `Process` is each?
"""
# fails: test_nothing_runs_before_start, test_the_task_runs_in_a_child, test_the_worker_keeps_its_name
# fails: test_worker_is_a_process_with_its_own_run
# has: super().__init__(self, ...)
# ok: Process.__init__(self, name=name)
# ok: super().__init__(name=name)

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(self, name)
        self.task = task

    def run(self):
        self.task(self.name)
