# exercise: 01_process_target
# right: fork 4 of 4, spawn 0 of 4, forkserver 0 of 4: the trial at the bottom starts a process when the file is imported, which breaks every child that imports the file.
# mistake: no main guard around trial code
# named: no_main_guard
from multiprocessing import Process
import os


def launch(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    return process


def hello(name):
    print("hello", name, os.getpid())


# try it
p = launch(hello, "delta")
p.join()
print("exit code", p.exitcode)
