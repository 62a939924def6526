# exercise: 06_join
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: join returns None whatever the exit code is.
# mistake: returns the result of join
# named: none_instead_of_code
from multiprocessing import Process


def run_and_wait(task, name):
    p = Process(target=task, args=(name,))
    p.start()
    return p.join()
