"""`Worker` has no `__init__` of its own, so its arguments went to `Process`.

`Worker(task, name)` hands both arguments to whatever `__init__` the class has. Yours inherits the
one of `Process`, whose first parameters mean something else: the first is `group`, which must be
`None`, and the second is `target`. Your task landed in `group`, and Python refused.

Who should take the task and the name, and where should they be kept until the child needs them?
"""
# fails: test_worker_is_a_process_with_its_own_run, test_nothing_runs_before_start
# fails: test_the_task_runs_in_a_child, test_the_worker_keeps_its_name
# has: class $_(Process):
#          ...
# has not: def __init__(...):
#              ...
# ok: class Worker(Process):
#         def __init__(self, task, name):
#             super().__init__(self, name)

from multiprocessing import Process


class Worker(Process):
    def run(self):
        print("%s is running..." % self.name)
        print("%s is done" % self.name)
