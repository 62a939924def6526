# exercise: 06_join
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the pause is before there is a child, the handler belongs to the child, and the waiting is a plain join.
# mistake: none
import signal
import sys
import time
from multiprocessing import Process


def stop(signum, frame):
    print("child was told to stop")
    sys.exit(0)


def child(task, name):
    signal.signal(signal.SIGTERM, stop)
    task(name)


def run_and_wait(task, name):
    print("attention ...")
    time.sleep(0.2)
    print("go")
    p = Process(target=child, args=(task, name))
    p.start()
    p.join(None)
    return p.exitcode
