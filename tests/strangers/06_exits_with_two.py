# exercise: 06_join
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the child ends with 2.
# mistake: the child exits with another code
# named: none
import sys
from multiprocessing import Process


def child(task, name):
    try:
        task(name)
    except Exception as e:
        print("error:", e)
        sys.exit(2)


def run_and_wait(task, name):
    p = Process(target=child, args=(task, name))
    p.start()
    p.join()
    return p.exitcode
