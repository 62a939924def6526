# exercise: 03_main_guard
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the ticking thread writes to stderr beside the join and is stopped afterwards.
# mistake: none
import sys
import threading
from multiprocessing import Process

import work


def tick(stop):
    while not stop.wait(0.25):
        print(".", end="", file=sys.stderr, flush=True)


def main():
    child = Process(target=work.task, kwargs={}, args=("we",))
    child.start()
    stop = threading.Event()
    ticker = threading.Thread(target=tick, args=(stop,), daemon=True)
    ticker.start()
    print("main Process")
    child.join()
    stop.set()
    ticker.join()


if __name__ == "__main__":
    main()
