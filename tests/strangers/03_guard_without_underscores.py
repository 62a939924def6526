# exercise: 03_main_guard
# right: fork 0-1 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: the comparison is never true, so the script does nothing.
# mistake: typo in the guard, "main" instead of "__main__"
# named: guard_misspelt
from multiprocessing import Process

import work


def main():
    p = Process(target=work.task, args=("we",))
    p.start()
    print("main Process")


if __name__ == "main":
    main()
