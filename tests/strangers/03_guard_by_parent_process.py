# exercise: 03_main_guard
# right: fork 3 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: parent_process() is None for whoever imports the file, also in a fresh child that is still loading it, so the guard does not hold.
# mistake: guards with parent_process() instead of __name__
# named: none
import multiprocessing

import work


def main():
    p = multiprocessing.Process(target=work.task, args=("we",))
    p.start()
    print("main Process")
    p.join()


if multiprocessing.parent_process() is None:
    main()
