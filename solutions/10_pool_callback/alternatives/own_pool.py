"""A pool made by hand: workers that take items from one queue and put results into another."""

from multiprocessing import Process, Queue

NO_MORE = None


def serve(task, todo, done):
    for item in iter(todo.get, NO_MORE):
        done.put(task(item))


def collect(task, items, log, processes):
    todo, done = Queue(), Queue()
    workers = [Process(target=serve, args=(task, todo, done)) for _ in range(processes)]
    for worker in workers:
        worker.start()
    for item in [*items, *[NO_MORE] * processes]:
        todo.put(item)
    for _ in items:
        log(done.get())
    for worker in workers:
        worker.join()
