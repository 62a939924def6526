"""A thread asks again and again whether the child is still alive, and the caller waits for the thread.

The caller itself waits as it should, but for somebody who polls: the thread is woken up many times a second only to
learn that nothing has changed, and learns of the child's end late, by up to a whole sleep. So the caller does, too. Who
does the asking makes no difference.

For whose end does the caller want to wait, and which method of that one waits without asking?
"""
# fails: test_it_waits_for_the_end_of_the_child
# has: def $F(...):
#          while $_:
#              ...
# has: threading.Thread(target=$F, ...)
# has: $_.is_alive()
# or: $_.exitcode
# ok: thread = threading.Thread(target=process.join)

import threading
import time
from multiprocessing import Process


def watch(process):
    while process.is_alive():
        time.sleep(0.05)


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    watcher = threading.Thread(target=watch, args=(process,))
    watcher.start()
    watcher.join()
    return process.exitcode
