# exercise: 01_process_target
# right: fork 4 of 4, spawn 0 of 4, forkserver 0 of 4: a child that loads the file comes to the trial at its end.
from multiprocessing import Process


def launch(task, name):
    child = Process(target=task, args=(name,))
    child.start()
    return child


def hello(name):
    print("hello", name)


launch(hello, "you").join()
