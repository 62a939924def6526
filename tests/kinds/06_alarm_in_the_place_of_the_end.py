# exercise: 06_join
# right: fork 1-3 of 4, spawn 1-3 of 4, forkserver 1-3 of 4: an alarm ends the wait when its time is over.
import signal
from multiprocessing import Process


class Enough(Exception):
    pass


def give_up(*ignored):
    raise Enough


def run_and_wait(task, name):
    child = Process(target=task, args=(name,))
    child.start()
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(2)
    try:
        child.join()
    except Enough:
        pass
    signal.alarm(0)
    return child.exitcode
