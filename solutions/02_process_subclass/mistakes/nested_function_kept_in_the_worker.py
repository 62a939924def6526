"""The worker keeps a function that is defined inside a method, and such a function cannot be sent to a child.

Under `spawn` and `forkserver` the child begins as a fresh Python, and the worker is sent to it by `pickle`, with
everything that it keeps in its attributes. Pickle sends a function as the name of its module and its own name. A
function that only exists while a method runs cannot be found by its name. Only under `fork`, where the child is a copy
of the caller, nothing has to be sent.

A method is found by its name in the class. Which method is it that the child calls?
"""
# fails under spawn, forkserver: test_worker_is_a_process_with_its_own_run, test_nothing_runs_before_start
# fails under spawn, forkserver: test_the_task_runs_in_a_child, test_the_worker_keeps_its_name
# has: def __init__(...):
#          def $G(...):
#              ...
#          self.$_ = $G
# ok: def __init__(self, task, name):
#         self.work = lambda: task(name)
# ok: def __init__(self, task, name):
#         def check(name):
#             return name
#         self.title = check(name)

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)

        def work():
            task(name)

        self.work = work

    def run(self):
        self.work()
