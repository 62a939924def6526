from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__()
        self.task = task
        self.name = name

    def start(self):
        super().start()
        self.join()  # otherwise the output gets mixed up

    def run(self):
        self.task(self.name)


if __name__ == "__main__":
    for name in ["anna", "boris"]:
        Worker(print, name).start()
