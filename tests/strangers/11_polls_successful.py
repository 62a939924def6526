# exercise: 11_pool_errors
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: asks every result again and again whether it was successful, with a sleep in between.
# mistake: polls successful() instead of waiting
# named: asks_again_and_again
import time
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    with Pool(processes) as pool:
        handles = [pool.apply_async(task, (item,)) for item in items]
        while handles:
            rest = []
            for h in handles:
                try:
                    ok = h.successful()
                except ValueError:      # not ready
                    rest.append(h)
                    continue
                if ok:
                    log(h.get())
                else:
                    try:
                        h.get()
                    except Exception as e:
                        on_error(e)
            handles = rest
            time.sleep(0.05)
