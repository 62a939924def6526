"""`Process.__init__` was never called.

`Worker` has an `__init__` of its own, and that replaces the one of `Process`. The base class
keeps books of its own (a name, the arguments, whether the process was started or closed), and its
`__init__` is where those books are opened. Because it never ran, the first thing that needs them,
`start()`, finds nothing and raises AttributeError.

Look at the first line of your `__init__`: how does a subclass ask its base class to set itself up?
"""
# fails: test_worker_is_a_process_with_its_own_run, test_nothing_runs_before_start
# fails: test_the_task_runs_in_a_child, test_the_worker_keeps_its_name
# has: class $_(Process):
#          def __init__(...):
#              ...
# has not: $_.__init__(...)
# ok: class Worker(Process):
#         def __init__(self):
#             Process.__init__(self)

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        self.task = task
        self.worker_name = name

    def run(self):
        self.task(self.worker_name)
