# exercise: 02_process_subclass
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the thread is made inside run, only ticks, and ends with the task.
# mistake: none
import sys
import threading
from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__()
        self.name, self.task = name, task

    def _tick(self, enough):
        while not enough.wait(timeout=1.0):
            sys.stderr.write(f"{self.name} is still working\n")

    def run(self):
        enough = threading.Event()
        thread = threading.Thread(target=self._tick, args=(enough,))
        thread.start()
        try:
            self.task(self.name)
        finally:
            enough.set()
            thread.join()
