# exercise: 07_start_all_join_all
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a Process subclass runs the task, and two datetimes give the fractional seconds.
# mistake: none
from datetime import datetime
from multiprocessing import Process


class Runner(Process):
    def __init__(self, job):
        Process.__init__(self)
        self.job = job

    def run(self):
        self.job()


def run_all(tasks):
    avant = datetime.now()
    coureurs = list(map(Runner, tasks))
    for c in coureurs: c.start()
    for c in reversed(coureurs): c.join()
    apres = datetime.now()
    return (apres - avant).total_seconds()
