# exercise: 12_manager_race
# right: fork 3 of 3, spawn 3 of 3, forkserver 3 of 3: an executor of n workers, where a barrier gives each worker exactly one addition and an RLock keeps them apart.
# mistake: none
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor

tools = {}


def prepare(barrier, lock):
    tools["barrier"] = barrier
    tools["lock"] = lock


def add(shared, key):
    tools["barrier"].wait()
    with tools["lock"]:
        shared[key] += 1


def count(shared, key, n):
    ctx = mp.get_context()
    with ProcessPoolExecutor(n, mp_context=ctx, initializer=prepare, initargs=(ctx.Barrier(n), ctx.RLock())) as ex:
        futures = [ex.submit(add, shared, key) for _ in range(n)]
    for f in futures:
        f.result()
