# exercise: 02_process_subclass
# right: fork 0-2 of 4, spawn 0-2 of 4, forkserver 0-2 of 4: the worker starts in its constructor, and the caller's own start then raises.
# mistake: start() in __init__
# named: started_in_init
from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task
        self.start()

    def run(self):
        self.task(self.name)
