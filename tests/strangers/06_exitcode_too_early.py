# exercise: 06_join
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: the exit code is read while the child is running and is None.
# mistake: wrong order, exitcode is read before join
# named: none_instead_of_code
from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    code = process.exitcode
    process.join()
    return code
