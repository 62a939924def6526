# exercise: 02_process_subclass
# right: fork 0 of 4, spawn 0 of 4, forkserver 0 of 4: `Process` gets the worker itself as its group.
import multiprocessing


class Worker(multiprocessing.Process):
    def __init__(self, work, title):
        multiprocessing.Process.__init__(self, self, name=title)
        self.work = work

    def run(self):
        self.work(self.name)
