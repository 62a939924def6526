# exercise: 06_join
# right: fork 0-2 of 4, spawn 0-2 of 4, forkserver 0-2 of 4: a fresh child that loads the file sets the start method a second time and dies of a RuntimeError.
# mistake: set_start_method outside the main guard
# named: none
import multiprocessing

multiprocessing.set_start_method("spawn")


def run_and_wait(task, name):
    process = multiprocessing.Process(target=task, args=(name,))
    process.start()
    process.join()
    return process.exitcode
