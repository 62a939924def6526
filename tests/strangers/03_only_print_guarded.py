# exercise: 03_main_guard
# right: fork 3 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: the print is guarded, but the start is not, so an import starts a child.
# mistake: the start stands outside the guard
# named: guard_around_the_print_alone
from multiprocessing import Process

import work

child = Process(target=work.task, args=("we",))
child.start()

if __name__ == "__main__":
    print("main Process")
    child.join()
