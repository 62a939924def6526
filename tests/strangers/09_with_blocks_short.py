# exercise: 09_pool_apply
# right: fork 5 of 5, spawn 5 of 5, forkserver 5 of 5: every result is in before the with block ends the pool.
# mistake: none
import multiprocessing as mp


def run_serial(task, items, processes):
    with mp.Pool(processes=processes) as p:
        return [p.apply(task, args=[i]) for i in items]


def run_parallel(task, items, processes):
    with mp.Pool(processes=processes) as p:
        return [r.get() for r in [p.apply_async(task, args=[i]) for i in items]]
