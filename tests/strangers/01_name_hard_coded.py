# exercise: 01_process_target
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the task always gets "delta" from the example, whatever the name.
# mistake: hard-coded name
# named: none
from multiprocessing import Process


def launch(task, name):
    name = "delta"
    process = Process(target=task, args=(name,))
    process.start()
    return process
