# exercise: 02_process_subclass
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: it has a run of its own, which hands the work to the target that Process was given.
# mistake: none
from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(target=task, name=name, args=(name,))

    def run(self):
        print("-->", self.name)
        super().run()
        print("<--", self.name)
