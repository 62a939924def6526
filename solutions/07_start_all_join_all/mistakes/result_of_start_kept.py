"""What `start()` gives was kept instead of the process, and that is always None.

`start()` asks for a child and gives nothing back. In `Process(target=task).start()` the process itself has no name, and
what the list holds is None, once for each task. The children ran, but nobody could wait for them: None has no `join`,
hence the AttributeError.

Print the list. Which two steps stand in one line here, and what does each of them give?
"""
# fails: test_it_waits_for_all, test_the_seconds_are_right
# has: for $_ in $_:
#          $P = Process(...).start()
# or: for $_ in $_:
#         $_.append(Process(...).start())
# or: [Process(...).start() for $_ in $_]
# has: $_.join(...)
# ok: processes = [Process(target=task) for task in tasks]
#     for process in processes:
#         process.start()
#     for process in processes:
#         process.join()
# ok: for task in tasks:
#         Process(target=task).start()

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    processes = []
    for task in tasks:
        process = Process(target=task).start()
        processes.append(process)
    for process in processes:
        process.join()
    return time.time() - start
