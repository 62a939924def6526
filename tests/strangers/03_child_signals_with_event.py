# exercise: 03_main_guard
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the event is made inside the guard and handed over, the child calls the task once, and the main process prints when it is told.
# mistake: none
import multiprocessing as mp

import work


def child(ready):
    ready.set()
    work.task("we")


def run():
    ready = mp.Event()
    p = mp.Process(target=child, args=(ready,))
    p.start()
    ready.wait()
    print("main Process")
    p.join()


if __name__ == "__main__":
    run()
