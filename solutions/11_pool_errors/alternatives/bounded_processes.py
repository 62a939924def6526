"""No pool: a fresh process for each item; whenever one has told its outcome, the next one is started."""

from multiprocessing import Pipe, Process, connection


def work(task, item, pipe):
    try:
        pipe.send((True, task(item)))
    except Exception as error:
        pipe.send((False, error))


class Batch:
    def __init__(self, task, items):
        self.task = task
        self.left = list(items)
        self.running = {}

    def start_next(self):
        if self.left:
            here, there = Pipe(duplex=False)
            process = Process(target=work, args=(self.task, self.left.pop(0), there))
            process.start()
            self.running[here] = process

    def outcomes(self):
        while self.running:
            for pipe in connection.wait(list(self.running)):
                yield pipe.recv()
                self.running.pop(pipe).join()
                self.start_next()


def collect_errors(task, items, log, on_error, processes):
    batch = Batch(task, items)
    for _ in range(processes):
        batch.start_next()
    for succeeded, value in batch.outcomes():
        (log if succeeded else on_error)(value)
