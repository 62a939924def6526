from multiprocessing import Process, Manager
import os


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    manager = Manager()
    shared = manager.dict()
    pids = manager.list()
    processes = [Process(target=child, args=(task, shared, pids)) for i in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return shared, pids


if __name__ == '__main__':
    shared, pids = share_pids(os.getpid, 3)
    print(shared, pids)
