# exercise: 01_process_target
# right: fork 0-1 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: run() calls the task in the caller and no child is ever made.
# mistake: p.run() instead of p.start()
# named: run_instead_of_start
from multiprocessing import Process

def launch(task, name):
    p = Process(target=task, args=(name,))
    p.run()
    return p
