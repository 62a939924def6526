# exercise: 06_join
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: a thread looks now and then, and the caller waits for it.
import threading
from multiprocessing import Process


class Looker(threading.Thread):
    def __init__(self, child):
        super().__init__()
        self.child = child

    def run(self):
        never = threading.Event()
        while self.child.exitcode is None:
            never.wait(0.2)


def run_and_wait(task, name):
    child = Process(target=task, args=(name,))
    child.start()
    looker = Looker(child)
    looker.start()
    looker.join()
    return child.exitcode
