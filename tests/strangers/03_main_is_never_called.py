# exercise: 03_main_guard
# right: fork 0 of 4, spawn 0 of 4, forkserver 0 of 4: nobody calls main.
# mistake: main is defined and not called
# named: main_is_never_called
from multiprocessing import Process

import work


def main():
    p = Process(target=work.task, args=("we",))
    p.start()
    print("main Process")
    p.join()


if __name__ == "__main__":
    main
