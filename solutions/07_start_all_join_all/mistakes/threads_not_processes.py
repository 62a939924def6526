"""These are threads, not processes.

`threading.Thread` looks just like `Process` (`target`, `start`, `join`), but a thread lives inside the
process that started it: same pid, same memory. All tasks ran in the caller's own process.

Look at the import, and compare `os.getpid()` inside a task and outside.
"""
# fails: test_each_task_has_a_process_of_its_own
# has: threading.Thread(...)
# or: class $_(threading.Thread):
#         ...
# or: multiprocessing.dummy.Process(...)
# or: _thread.start_new_thread(...)
# has not: Process(...)
# ok: Process(target=task)

import time
from threading import Thread


def run_all(tasks):
    start = time.time()
    threads = [Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.time() - start
