# exercise: 09_pool_apply
# right: fork 5 of 5, spawn 5 of 5, forkserver 5 of 5: starmap_async with chunksize=1 is as parallel as apply_async, in the forkserver context.
# mistake: none
from multiprocessing import get_context

ctx = get_context("forkserver")


def run_serial(task, items, processes):
    pool = ctx.Pool(processes)
    try:
        out = []
        for item in items:
            handle = pool.apply_async(task, (item,))
            out.append(handle.get())     # wait here: one at a time
        return out
    finally:
        pool.close()
        pool.join()


def run_parallel(task, items, processes):
    pool = ctx.Pool(processes)
    try:
        handle = pool.starmap_async(task, [(item,) for item in items], 1)
        return handle.get()
    finally:
        pool.close()
        pool.join()
