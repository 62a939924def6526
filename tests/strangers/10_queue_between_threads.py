# exercise: 10_pool_callback
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the callbacks only put results in a queue, and the caller's main thread takes and logs each as it comes.
# mistake: none
import queue
from multiprocessing import Pool


def collect(task, items, log, processes):
    inbox = queue.SimpleQueue()
    pool = Pool(processes)
    count = 0
    for item in items:
        pool.apply_async(task, (item,), callback=inbox.put)
        count += 1
    pool.close()
    for _ in range(count):
        log(inbox.get())
    pool.join()
