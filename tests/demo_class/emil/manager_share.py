import multiprocessing as mp
import os


def child(lock, task, shared, pids):
    value = task()
    # only one process at a time may write
    lock.acquire()
    shared[os.getpid()] = value
    pids.append(os.getpid())


def share_pids(task, n):
    lock = mp.Lock()
    with mp.Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        procs = [mp.Process(target=child, args=(lock, task, shared, pids)) for _ in range(n)]
        for p in procs:
            p.start()
        for p in procs:
            p.join()
        return dict(shared), list(pids)


if __name__ == "__main__":
    print(share_pids(os.getpid, 1))
