# exercise: 02_process_subclass
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: an alarm kills the child after two seconds, so a longer task never ends well.
# mistake: signal.alarm kills a task that takes longer than two seconds
# named: none
import signal
from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def run(self):
        signal.alarm(2)     # never hang
        self.task(self.name)
        signal.alarm(0)
