# exercise: 03_main_guard
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the countdown comes before the start, and the main Process line is a line of its own.
# mistake: none
import time
from multiprocessing import Process

import work


def countdown(n):
    for i in range(n, 0, -1):
        print(i, "...")
        time.sleep(0.1)


if __name__ == "__main__":
    countdown(3)
    process = Process(target=work.task, args=("we",))
    process.start()
    process.join()
    print("main Process")
