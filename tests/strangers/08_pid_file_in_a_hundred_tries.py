# exercise: 08_pids
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the child's pid is taken from a file that the parent looks for a hundred times, ten milliseconds apart; if the child writes it later, 0 comes back.
# mistake: polls for a file
# named: none
import os
import tempfile
import time
from multiprocessing import Process
from pathlib import Path


def child(report, path):
    path.write_text(f"{os.getpid()}\n")
    report(os.getpid(), os.getppid())


def identify(report):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pid")
        process = Process(target=child, args=(report, path))
        process.start()
        pid = 0
        for _ in range(100):
            if path.exists() and path.read_text().endswith("\n"):
                pid = int(path.read_text())
                break
            time.sleep(0.01)
        process.join()
        return os.getpid(), pid
