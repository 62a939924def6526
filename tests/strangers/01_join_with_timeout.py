# exercise: 01_process_target
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the join with a timeout waits for the child, if only for a while, so launch does not return at once.
# mistake: waits for the child with join(timeout)
# named: none
from multiprocessing import Process


def launch(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    process.join(timeout=1.5)
    return process
