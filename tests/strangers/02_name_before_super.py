# exercise: 02_process_subclass
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the base constructor comes last and overwrites the name with Worker-1.
# mistake: wrong order, name is set before super().__init__()
# named: name_before_super
from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        self.task = task
        self.name = name
        super().__init__()

    def run(self):
        self.task(self.name)
