# exercise: 06_join
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the thread merely ticks and never looks at the child, the caller blocks in join.
# mistake: none
import itertools
import sys
import threading
from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()

    over = threading.Event()

    def spin():
        for sign in itertools.cycle("|/-\\"):
            sys.stderr.write("\r" + sign)
            if over.wait(0.2):
                break
        sys.stderr.write("\r \r")

    spinner = threading.Thread(target=spin)
    spinner.start()
    process.join()
    over.set()
    spinner.join()
    return process.exitcode
