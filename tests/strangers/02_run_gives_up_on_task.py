# exercise: 02_process_subclass
# right: fork 1-3 of 4, spawn 1-3 of 4, forkserver 1-3 of 4: run waits two seconds for the thread and then leaves the process, which cuts a longer task off.
# mistake: the task runs in a thread that is joined with a timeout, and os._exit cuts it off
# named: none
import os
import threading
from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def run(self):
        t = threading.Thread(target=self.task, args=(self.name,), daemon=True)
        t.start()
        t.join(2)
        os._exit(0)
