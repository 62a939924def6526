# exercise: 06_join
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: None comes back.
# mistake: prints the exit code instead of returning it
# named: none_instead_of_code
from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    process.join()
    print("exit code", process.exitcode)
