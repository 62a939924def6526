# exercise: 11_pool_errors
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a heartbeat thread prints how many are told of, but the waiting is close and join.
# mistake: none
import threading
from multiprocessing import Pool


def heartbeat(stop, told):
    while not stop.wait(timeout=0.3):
        print("still working,", len(told), "told of", flush=True)


def collect_errors(task, items, log, on_error, processes):
    told = []
    stop = threading.Event()

    def good(result):
        log(result)
        told.append("good")

    def bad(error):
        on_error(error)
        told.append("bad")

    beat = threading.Thread(target=heartbeat, args=(stop, told))
    beat.start()
    try:
        with Pool(processes) as pool:
            for item in items:
                pool.apply_async(task, (item,), callback=good, error_callback=bad)
            pool.close()
            pool.join()
    finally:
        stop.set()
        beat.join()
