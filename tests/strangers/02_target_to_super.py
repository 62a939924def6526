# exercise: 02_process_subclass
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the class has no run of its own.
# mistake: target handed to super instead of a run method
# named: no_run_of_its_own
from multiprocessing import Process


class Worker(Process):
    """A worker."""

    def __init__(self, task, name):
        super().__init__(target=task, args=(name,), name=name)
