# exercise: 06_join
# right: fork 1 of 4, spawn 1 of 4, forkserver 1 of 4: process.join only names the method, so nobody waits and None comes back.
# mistake: join without parentheses
# named: no_join
from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    process.join
    return process.exitcode
