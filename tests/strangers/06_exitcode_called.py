# exercise: 06_join
# right: fork 1-2 of 4, spawn 1-2 of 4, forkserver 1-2 of 4: exitcode is a number and not a method, so the call raises a TypeError.
# mistake: exitcode()
# named: exitcode_is_called
from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    process.join()
    return process.exitcode()
