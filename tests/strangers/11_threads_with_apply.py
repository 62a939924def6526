# exercise: 11_pool_errors
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: one thread for each worker blocks in apply with a try around it, and a lock keeps the reports apart.
# mistake: none
import queue
import threading
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    work = queue.Queue()
    for item in items:
        work.put(item)
    telling = threading.Lock()
    pool = Pool(processes)

    def serve():
        while True:
            try:
                item = work.get_nowait()
            except queue.Empty:
                return
            try:
                tell, what = log, pool.apply(task, (item,))
            except Exception as error:
                tell, what = on_error, error
            with telling:
                tell(what)

    threads = [threading.Thread(target=serve) for _ in range(processes)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    pool.close()
    pool.join()
