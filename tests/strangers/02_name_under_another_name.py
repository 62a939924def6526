# exercise: 02_process_subclass
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the name is kept as worker_name, so name is Worker-1.
# mistake: keeps the name in an attribute of another name
# named: name_not_kept
import multiprocessing


class Worker(multiprocessing.Process):
    def __init__(self, task, name):
        multiprocessing.Process.__init__(self)
        self.worker_task = task
        self.worker_name = name

    def run(self):
        print("working as", self.worker_name)
        self.worker_task(self.worker_name)
