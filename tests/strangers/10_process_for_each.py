# exercise: 10_pool_callback
# right: fork 1-3 of 4, spawn 1-3 of 4, forkserver 1-3 of 4: all items run at once.
# mistake: a Process for each item
# named: process_for_each_item
from multiprocessing import Process, Queue


def work(task, item, queue):
    queue.put(task(item))


def collect(task, items, log, processes):
    queue = Queue()
    ps = []
    for item in items:
        p = Process(target=work, args=(task, item, queue))
        p.start()
        ps.append(p)
    for item in items:
        log(queue.get())
    for p in ps:
        p.join()
