# exercise: 06_join
# right: fork 1 of 4, spawn 1 of 4, forkserver 1 of 4: neither waits nor knows.
# mistake: join is forgotten
# named: no_join
from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    return process.exitcode
