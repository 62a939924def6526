"""The work is done in `__init__`, before any process exists.

`__init__` runs in the caller when the object is made. At that moment there is no child process
yet: `start()` makes it later. Your task was called while `Worker(...)` was being evaluated, in the
caller's own process, and the child that was started afterwards had nothing left to do.

Which method does `Process` call inside the child?
"""
# fails: test_nothing_runs_before_start, test_the_task_runs_in_a_child
# has: def __init__($T, ...):
#          $T(...)
# or: def __init__(...):
#         self.$A = $_
#         self.$A(...)
# where: $T is not self
# where: $A is not run
# ok: def __init__(self, task, name):
#         self.task = task
# ok: def __init__(self, task, name):
#         self.run()

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.result = task(name)

    def run(self):
        print(self.name, "is done")
