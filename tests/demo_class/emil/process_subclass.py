import multiprocessing as mp


class Worker(mp.Process):

    def __init__(self, task, name):
        super(Worker, self).__init__(name=name)
        self.job = task

    def run(self):
        self.job(self.name)


if __name__ == "__main__":
    a = Worker(print, "first worker")
    a.start()
    a.join()
