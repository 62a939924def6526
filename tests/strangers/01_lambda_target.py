# exercise: 01_process_target
# right: fork 4 of 4, spawn 0 of 4, forkserver 0 of 4: a lambda cannot be pickled, so start raises under spawn and forkserver.
# mistake: lambda as target
# named: lambda_target
from multiprocessing import Process


def launch(task, name):
    process = Process(target=lambda: task(name))
    process.start()
    return process
