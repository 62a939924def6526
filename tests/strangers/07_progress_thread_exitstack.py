# exercise: 07_start_all_join_all
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the joins sit in an ExitStack and a thread only prints the seconds that have passed.
# mistake: none
import time
from contextlib import ExitStack
from multiprocessing import Process
from threading import Event, Thread


def _show(stop, start):
    while not stop.wait(1.0):
        print(f"... {time.perf_counter() - start:.0f} s", flush=True)


def run_all(tasks):
    start = time.perf_counter()
    stop = Event()
    with ExitStack() as stack:
        for task in tasks:
            p = Process(target=task)
            p.start()
            stack.callback(p.join)
        Thread(target=_show, args=(stop, start), daemon=True).start()
    seconds = time.perf_counter() - start
    stop.set()
    return seconds
