# exercise: 03_main_guard
# right: fork 1-3 of 4, spawn 1-3 of 4, forkserver 1-3 of 4: after one second the child is terminated, so a longer task never ends.
# mistake: join(timeout) and then terminate
# named: none
from multiprocessing import Process

import work


def main():
    p = Process(target=work.task, args=("we",))
    p.start()
    print("main Process")
    p.join(1)
    if p.is_alive():
        print("too slow!")
        p.terminate()


if __name__ == "__main__":
    main()
