# exercise: 01_process_target
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: the process that comes back is not started yet, a timer starts it half a second later.
# mistake: threading.Timer starts the process after launch has returned
# named: none
from multiprocessing import Process
from threading import Timer


def launch(task, name):
    process = Process(target=task, args=(name,))
    Timer(0.5, process.start).start()   # so that launch returns at once
    return process
