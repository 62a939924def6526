# exercise: 01_process_target
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the thread in the child only prints ticks beside the task and is stopped after it, while launch returns at once.
# mistake: none
import threading
from multiprocessing import Process


def heartbeat(stop, name):
    n = 0
    while not stop.wait(0.5):
        n += 1
        print(name, "tick", n, flush=True)


def with_heartbeat(task, name):
    stop = threading.Event()
    ticker = threading.Thread(target=heartbeat, args=(stop, name), daemon=True)
    ticker.start()
    try:
        task(name)
    finally:
        stop.set()
        ticker.join()


def launch(task, name):
    process = Process(target=with_heartbeat, args=(task, name))
    process.start()
    return process
