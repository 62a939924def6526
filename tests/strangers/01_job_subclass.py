# exercise: 01_process_target
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a subclass whose run calls task(name) is a Process, and it is started and returned without waiting.
# mistake: none
from multiprocessing import Process


class Job(Process):
    def __init__(self, job, argument):
        Process.__init__(self)
        self.job = job
        self.argument = argument

    def run(self):
        self.job(self.argument)

    def go(self):
        self.start()
        return self


def launch(task, name):
    return Job(task, name).go()
