# exercise: 03_main_guard
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: run() calls the task in the main process, so there is no child.
# mistake: p.run() instead of p.start()
# named: run_instead_of_start
from multiprocessing import Process

import work

if __name__ == "__main__":
    p = Process(target=work.task, args=("we",))
    p.run()
    print("main Process")
