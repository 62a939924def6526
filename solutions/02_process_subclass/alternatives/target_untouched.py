"""任务交给 Process 的 args 保存,run 由自己来写。 (Process keeps the arguments; `run` is our own.)"""
from multiprocessing.context import Process


class Worker(Process):
    def __init__(self, task, name):
        super(Worker, self).__init__(target=task, name=name, args=(name,))

    def run(self):
        print("%s is running..." % self.name)
        super().run()
        print("%s is done" % self.name)
