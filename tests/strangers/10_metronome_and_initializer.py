# exercise: 10_pool_callback
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a metronome thread sleeps and prints for decoration, workers say hello in an initializer, and join does the waiting.
# mistake: none
import os
import threading
import time
from multiprocessing import Pool


def hello(boss):
    print("worker", os.getpid(), "works for", boss)


def metronome(state):
    while state["on"]:
        time.sleep(0.2)
        print("tick", end=" ", flush=True)


def collect(task, items, log, processes):
    state = {"on": True}
    threading.Thread(target=metronome, args=(state,), daemon=True).start()
    pool = Pool(processes, initializer=hello, initargs=(os.getpid(),))
    handles = [pool.apply_async(task, [item], callback=log) for item in items]
    print(len(handles), "tasks submitted")
    pool.close()
    pool.join()
    state["on"] = False
