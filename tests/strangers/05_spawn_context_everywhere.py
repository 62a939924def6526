# exercise: 05_manager_share
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: chooses the spawn context itself, which works whatever the default is.
# mistake: none
import multiprocessing as mp
import os


def child(task, shared, pids):
    pid = os.getpid()
    shared[pid] = task()
    pids.append(pid)


def share_pids(task, n):
    ctx = mp.get_context("spawn")
    manager = ctx.Manager()
    try:
        shared = manager.dict()
        pids = manager.list()
        running = []
        while len(running) < n:
            running.append(ctx.Process(target=child, kwargs=dict(task=task, shared=shared, pids=pids)))
            running[-1].start()
        while running:
            running.pop().join()
        return {k: v for k, v in shared.items()}, [pid for pid in pids]
    finally:
        manager.shutdown()
