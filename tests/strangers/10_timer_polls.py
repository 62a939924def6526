# exercise: 10_pool_callback
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: a threading.Timer looks for finished results again and again while the caller blocks on an event.
# mistake: a threading.Timer polls the results
# named: asks_again_and_again
import threading
from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    jobs = [pool.apply_async(task, (i,)) for i in items]
    finished = threading.Event()

    def look():
        for job in jobs[:]:
            if job.ready():
                jobs.remove(job)
                log(job.get())
        if jobs:
            threading.Timer(0.1, look).start()
        else:
            finished.set()

    look()
    finished.wait()
    pool.close()
    pool.join()
