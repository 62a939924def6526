# exercise: 02_process_subclass
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the handlers are set in the child only, and the task is called once with the name.
# mistake: none
import signal
from multiprocessing import Process


class Stop(Exception):
    pass


class Worker(Process):
    # 子进程里调用 task(name)
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    @staticmethod
    def _stop(signum, frame):
        raise Stop

    def run(self):
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            self.task(self.name)
        except Stop:
            print(self.name, "was asked to stop")
