# exercise: 03_main_guard
# right: fork 3 of 4, spawn 2 of 4, forkserver 2 of 4: the line is printed at import, so an import prints it and so does each fresh child.
# mistake: main Process is printed outside the guard
# named: print_outside_the_guard
from multiprocessing import Process

import work

print("main Process")


def main():
    p = Process(target=work.task, args=("we",))
    p.start()
    p.join()


if __name__ == "__main__":
    main()
