# exercise: 06_join
# right: fork 1-3 of 4, spawn 1-3 of 4, forkserver 1-3 of 4: the codes are right, but join(0.1) in a loop is asking ten times a second.
# mistake: loop of join(timeout)
# named: none
from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    while process.exitcode is None:
        process.join(0.1)
    return process.exitcode
