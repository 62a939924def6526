# exercise: 06_join
# right: fork 4 of 4, spawn 0 of 4, forkserver 0 of 4: a child that loads the file comes to the trial at its end.
from multiprocessing import Process


def run_and_wait(task, name):
    child = Process(target=task, args=(name,))
    child.start()
    child.join()
    return child.exitcode


print(run_and_wait(print, "trial"))
