# exercise: 05_manager_share
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a pool of n workers meets at a barrier before the task, so that each worker gets exactly one.
# mistake: none
import multiprocessing
import os

gate = None


def set_gate(b):
    global gate
    gate = b


def child(task, shared, pids):
    gate.wait()      # nobody can take a second job before everybody has one
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    barrier = multiprocessing.Barrier(n)
    with multiprocessing.Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        pool = multiprocessing.Pool(n, set_gate, (barrier,))
        pool.starmap(child, [(task, shared, pids)] * n, chunksize=1)
        pool.close()
        pool.join()
        return dict(shared), list(pids)
