# exercise: 01_process_target
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the child is started well, but None comes back.
# mistake: missing return
# named: returns_none
from multiprocessing import Process


def launch(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    print("started", process)
