# exercise: 02_process_subclass
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: a thread is no process.
# mistake: subclass of Thread
# named: thread_not_process, plain_thread
import threading


class Worker(threading.Thread):
    def __init__(self, task, name):
        threading.Thread.__init__(self)
        self.task = task
        self.name = name

    def run(self):
        self.task(self.name)
