# exercise: 01_process_target
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a short thread does the starting and launch joins that thread only, so a started process comes back at once.
# mistake: none
import threading
from multiprocessing import Process


def launch(task, name):
    process = Process(target=task, args=(name,))
    starter = threading.Thread(target=process.start)
    starter.start()
    starter.join()  # waits for start(), not for the task
    return process
