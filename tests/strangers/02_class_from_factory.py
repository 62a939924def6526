# exercise: 02_process_subclass
# right: fork 4 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: a class made inside a function cannot be found by pickle, so start fails under spawn and forkserver.
# mistake: the class is local to a function
# named: none
from multiprocessing import Process


def make_worker_class(base):
    class Worker(base):
        def __init__(self, task, name):
            super().__init__(name=name)
            self.task = task

        def run(self):
            self.task(self.name)

    return Worker


Worker = make_worker_class(Process)
