# exercise: 03_main_guard
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: the second Process that only sleeps is one child too many.
# mistake: waits by means of a helper process that sleeps
# named: none
import time
from multiprocessing import Process

import work


def main():
    p = Process(target=work.task, args=("we",))
    p.start()
    waiter = Process(target=time.sleep, args=(1,))
    waiter.start()
    waiter.join()
    print("main Process")


if __name__ == "__main__":
    main()
