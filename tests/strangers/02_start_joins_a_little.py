# exercise: 02_process_subclass
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: "start() returns at once": this one then joins the child for up to a fifth of a second.
# mistake: start joins with a limit
# named: none
from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def start(self):
        super().start()
        self.join(timeout=0.2)

    def run(self):
        self.task(self.name)
