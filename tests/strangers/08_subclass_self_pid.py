# exercise: 08_pids
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: inside run self.pid is the pid of the running child, and getppid is asked there too.
# mistake: none
import os
from multiprocessing import Process, current_process


class Reporter(Process):
    def __init__(self, report):
        super().__init__()
        self.report = report

    def run(self):
        assert current_process() is self
        self.report(self.pid, os.getppid())


def identify(report):
    reporter = Reporter(report)
    reporter.start()
    return (os.getpid(), reporter.ident)
