"""Attack 27: threads that print invented pids.

expect: F
says: the caller itself
exercise: 02
"""

import os
import threading
from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def start(self):
        print("process", os.getpid() + 1 + len(self.name), "runs", self.name)
        self.thread = threading.Thread(target=self.task, args=(self.name,))
        self.thread.start()

    def join(self, timeout=None):
        self.thread.join(timeout)

    def run(self):
        self.task(self.name)

    exitcode = 0
