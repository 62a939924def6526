# exercise: 01_process_target
# right: fork 0-1 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: task(name) is called by the caller, and the child gets what came out of it.
# mistake: target called at once
# named: target_is_called
from multiprocessing import Process


def launch(task, name):
    process = Process(target=task(name))
    process.start()
    return process
