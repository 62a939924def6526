# exercise: 01_process_target
# right: fork 0 of 4, spawn 0 of 4, forkserver 0 of 4: nothing is started.
# mistake: start is forgotten
# named: never_started
import multiprocessing as mp


def launch(task, name):
    """ makes the process """
    proc = mp.Process(target = task, args = [name])
    return proc
