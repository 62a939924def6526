# exercise: 02_process_subclass
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the worker owns a SimpleQueue to say that it is done, which can be handed to a child under every start method.
# mistake: none
from multiprocessing import Process, SimpleQueue


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self._task = task
        self._box = SimpleQueue()

    def run(self):
        self._task(self.name)
        self._box.put("done")

    def result(self):
        """For callers who would like to wait for the message."""
        return self._box.get()
