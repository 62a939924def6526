# exercise: 04_memory_isolation
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the subclass writes into globals() of this module, which is the module's own x, and is joined.
# mistake: none
from multiprocessing import Process

x = 100


class Zero(Process):
    def __init__(self, report):
        super().__init__()
        self.report = report

    def run(self):
        globals()["x"] = 0
        self.report(x)


def prove_isolation(report):
    zero = Zero(report)
    zero.start()
    zero.join()
    return globals()["x"]
