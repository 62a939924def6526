# exercise: 06_join
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the join has a limit, and then the child is terminated.
# mistake: join with a timeout, then terminate
# named: none
from multiprocessing import Process


def run_and_wait(task, name):
    p = Process(target=task, args=(name,))
    p.start()
    p.join(timeout=10)
    if p.is_alive():
        p.terminate()
        p.join()
    return p.exitcode
