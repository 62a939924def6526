# exercise: 06_join
# right: fork 1-3 of 4, spawn 1-3 of 4, forkserver 1-3 of 4: the caller blocks on an event, but the thread that sets it asks is_alive again and again.
# mistake: a helper thread polls is_alive
# named: polls_is_alive
import threading
import time
from multiprocessing import Process


def watch(process, gone):
    while process.is_alive():
        time.sleep(0.01)
    gone.set()


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    gone = threading.Event()
    threading.Thread(target=watch, args=(process, gone)).start()
    gone.wait()
    return process.exitcode
