# exercise: 06_join
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the pause is over before the child is started.
import signal
from multiprocessing import Process


def run_and_wait(task, name):
    signal.signal(signal.SIGALRM, lambda *ignored: None)
    signal.setitimer(signal.ITIMER_REAL, 0.7)
    signal.pause()
    child = Process(target=task, args=(name,))
    child.start()
    child.join()
    return child.exitcode
