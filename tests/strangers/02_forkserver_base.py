# exercise: 02_process_subclass
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the base is the forkserver context's process class, which is a BaseProcess and always picks its own start method.
# mistake: none
import multiprocessing

Base = multiprocessing.get_context("forkserver").Process


class Worker(Base):
    def __init__(self, task, name):
        Base.__init__(self, name=name)
        self._todo = (task, name)

    def run(self):
        task, name = self._todo
        task(name)
