from multiprocessing import Process


class Worker(Process):

    def __init__(self, task, name):
        self.task = task
        self.name = name

    def run(self):
        self.task(self.name)


if __name__ == '__main__':
    worker = Worker(print, 'lena')
    print(worker.name)
