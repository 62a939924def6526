# exercise: 02_process_subclass
# right: fork 1 of 4, spawn 1 of 4, forkserver 1 of 4: the task runs when the worker is made, in the caller.
# mistake: calls self.run() in __init__
# named: run_called_in_init
from multiprocessing import Process


class Worker(Process):

    def __init__(self, task, name):
        super(Worker, self).__init__(name=name)
        self.task = task
        self.run()

    def run(self):
        self.task(self.name)
