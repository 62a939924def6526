"""`Worker` has no method called `run`, so its child had nothing to do.

In the child, `Process` calls a method with just this name: `run`. A method with any other name is never
called by itself, not even if it is only spelt with a capital letter. The `run` that was found is the one of
`Process`, which looks for a target, finds none, and ends as if all were well.

Compare the name of your method, letter by letter, with the one in the documentation.
"""
# fails: test_worker_is_a_process_with_its_own_run, test_nothing_runs_before_start
# fails: test_the_task_runs_in_a_child, test_the_worker_keeps_its_name
# has: class $_(Process):
#          def $R(...):
#              ...
# where: $R is not __init__
# where: $R is not start
# where: $R is not join
# has not: def run(...):
#              ...
# has not: def start(...):
#              ...
# ok: class Worker(Process):
#         def run(self):
#             pass

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def Run(self):
        self.task(self.name)
