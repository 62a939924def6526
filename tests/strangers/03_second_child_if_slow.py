# exercise: 03_main_guard
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: when the child is not done after half a second another one is started, so the task is called twice by two children.
# mistake: starts a second child by the clock
# named: two_children
import time
from multiprocessing import Process

import work


def start():
    p = Process(target=work.task, args=("we",))
    p.start()
    return p


def main():
    p = start()
    print("main Process")
    begin = time.monotonic()
    while p.is_alive() and time.monotonic() - begin < 0.5:
        pass
    if p.is_alive():
        start().join()      # perhaps the first one hangs
    p.join()


if __name__ == "__main__":
    main()
