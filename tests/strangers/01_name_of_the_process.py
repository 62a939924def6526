# exercise: 01_process_target
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: name becomes the name of the Process, and the task gets nothing.
# mistake: name=name instead of args
# named: name_given_to_process, args_forgotten
from multiprocessing import Process


def launch(task, name):
    process = Process(target=task, name=name)
    process.start()
    return process
