# exercise: 02_process_subclass
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: the task runs in a process below the worker, which only looks again and again whether it is alive.
# mistake: run starts a helper process for the task and polls it
# named: none
import time
from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def run(self):
        helper = Process(target=self.task, args=(self.name,))
        helper.start()
        while helper.is_alive():
            time.sleep(0.1)
