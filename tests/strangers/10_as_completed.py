# exercise: 10_pool_callback
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: as_completed without a timeout hands over each future when it is done, in a forkserver context.
# mistake: none
import concurrent.futures as cf
import multiprocessing as mp


def collect(task, items, log, processes):
    ex = cf.ProcessPoolExecutor(processes, mp_context=mp.get_context("forkserver"))
    try:
        for f in cf.as_completed([ex.submit(task, i) for i in items]):
            log(f.result())
    finally:
        ex.shutdown()
