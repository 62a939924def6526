# exercise: 01_process_target
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the pause is in the child before the task and launch itself returns at once.
# mistake: none
import time
from multiprocessing import current_process, Process


def slow_start(task, name):
    me = current_process()
    print(me.name, "gets ready ...")
    time.sleep(0.3)
    print(me.name, "goes")
    return task(name)


def launch(task, name):
    """Petite pause dans l'enfant, pas ici."""
    process = Process(target=slow_start, args=(task, name))
    process.daemon = False
    process.start()
    return process
