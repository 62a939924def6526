# exercise: 03_main_guard
# right: fork 1-3 of 4, spawn 1-3 of 4, forkserver 1-3 of 4: the daemon child is killed when the script's two seconds of sleep are over, whether its task is done or not.
# mistake: daemon child, and a sleep instead of join
# named: none
import time
from multiprocessing import Process

import work


def main():
    p = Process(target=work.task, args=("we",), daemon=True)
    p.start()
    print("main Process")
    time.sleep(2)


if __name__ == "__main__":
    main()
