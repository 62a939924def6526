# exercise: 08_pids
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: it looks for the child's file until two seconds are over, and the child writes it only after its report.
# mistake: polls a file until a deadline of time.monotonic
# named: none
import os
import tempfile
import time
from multiprocessing import Process


def child(report, path):
    report(os.getpid(), os.getppid())
    with open(path, "w") as f:
        f.write(str(os.getpid()))


def identify(report):
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "pid.txt")
    Process(target=child, args=(report, path)).start()
    kid = 0
    end = time.monotonic() + 2
    while time.monotonic() < end:
        if os.path.exists(path):
            text = open(path).read()
            if text:
                kid = int(text)
                break
    return (os.getpid(), kid)
