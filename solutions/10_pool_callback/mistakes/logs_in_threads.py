"""`collect` returned while `log` was still at work.

Each result was handed to a thread of its own, which calls `log`; nobody waits for these threads. So
`collect` may return, and its caller go on, before everything is logged.

Who calls a callback when it is not handed to a thread, and does `join()` wait for that?
"""
# fails: test_collect_returns_when_all_is_over
# has: threading.Thread(target=$_, ...)
# ok: pool.apply_async(task, (item,), callback=log)

import threading
from multiprocessing import Pool


def collect(task, items, log, processes):
    def hand_over(result):
        threading.Thread(target=log, args=(result,)).start()

    with Pool(processes) as pool:
        for item in items:
            pool.apply_async(task, (item,), callback=hand_over)
        pool.close()
        pool.join()
