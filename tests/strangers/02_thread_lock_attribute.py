# exercise: 02_process_subclass
# right: fork 4 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: a threading.Lock in the object cannot be pickled, so start raises where the object has to be sent.
# mistake: unpicklable attribute, works with fork by luck
# named: none
import threading
from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task
        self.lock = threading.Lock()

    def run(self):
        with self.lock:
            self.task(self.name)
