# exercise: 05_manager_share
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the main thread blocks on an event, but a helper thread polls is_alive to set it.
# mistake: a helper thread polls the children
# named: asks_again_and_again
import os
import threading
import time
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def watch(children, all_done):
    while any(c.is_alive() for c in children):
        time.sleep(0.05)
    all_done.set()


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        children = []
        for _ in range(n):
            c = Process(target=child, args=(task, shared, pids))
            c.start()
            children.append(c)
        all_done = threading.Event()
        threading.Thread(target=watch, args=(children, all_done), daemon=True).start()
        all_done.wait()
        return dict(shared), list(pids)
