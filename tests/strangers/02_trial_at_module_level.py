# exercise: 02_process_subclass
# right: fork 4 of 4, spawn 0 of 4, forkserver 0 of 4: two workers are started at import, so every child that imports the file fails.
# mistake: no main guard around the trial
# named: no_main_guard
from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def run(self):
        self.task(self.name)


def say(name):
    print("I am", name)

workers = []
for n in ["one", "two"]:
    w = Worker(say, n)
    w.start()
    workers.append(w)
for w in workers:
    w.join()
