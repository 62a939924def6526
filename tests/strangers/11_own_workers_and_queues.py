# exercise: 11_pool_errors
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: as many long-lived processes as asked for take items from a queue and send back result or exception.
# mistake: none
"""My own little pool."""
from multiprocessing import Process, SimpleQueue
from threading import Thread


def worker(task, todo, done):
    while True:
        job = todo.get()
        if job is None:
            break
        (item,) = job
        try:
            answer = ("log", task(item))
        except Exception as error:
            answer = ("error", error)
        done.put(answer)


def feed(todo, items, processes):
    for item in items:
        todo.put((item,))
    for _ in range(processes):
        todo.put(None)


def collect_errors(task, items, log, on_error, processes):
    items = list(items)
    todo, done = SimpleQueue(), SimpleQueue()
    crew = [Process(target=worker, args=(task, todo, done)) for _ in range(processes)]
    for p in crew:
        p.start()
    Thread(target=feed, args=(todo, items, processes)).start()
    for _ in items:
        kind, value = done.get()
        if kind == "log":
            log(value)
        else:
            on_error(value)
    for p in crew:
        p.join()
