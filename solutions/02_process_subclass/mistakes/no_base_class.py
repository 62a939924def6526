"""`Worker` is an ordinary class: it has no `start`, because it is no process.

`class Worker:` says that it comes from nothing else. What a process can do, `start`, `join`, `is_alive` and an exit
code, comes from the class that stands in the brackets behind the name. Without it `run` is a method that nobody
calls in a child.

Which class in the module `multiprocessing` has a `start` method that could be inherited?
"""
# fails: test_nothing_runs_before_start, test_the_task_runs_in_a_child, test_the_worker_keeps_its_name
# fails: test_worker_is_a_process_with_its_own_run
# has: class Worker:  # here
#          def run(...):
#              ...
# ok: class Worker(Process):
#         def run(self):
#             pass

class Worker:
    def __init__(self, task, name):
        self.task = task
        self.name = name

    def run(self):
        self.task(self.name)
