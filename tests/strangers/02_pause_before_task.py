# exercise: 02_process_subclass
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the short pause is in the child before the task, start returns at once and each worker calls its task.
# mistake: none
import random
import time
from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(None, None, name)
        self.function = task
        self.delay = random.uniform(0.05, 0.2)   # do not all begin at the same moment

    def run(self):
        time.sleep(self.delay)
        self.function(self.name)
