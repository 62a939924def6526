from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def run(self):
        self.task(self.name)


# try it out
w = Worker(print, "kofi")
w.start()
w.join()
print("done:", w.name)
