"""The caller asks again and again whether the child is still alive.

The result is right in the end, but the caller is woken up many times a second only to learn that
nothing has changed, and it learns of the end late: up to a whole sleep after it. The operating
system knows when a process ends, and can wake the caller at that very moment.

Which method of `Process` waits without asking?
"""
# fails: test_it_waits_for_the_end_of_the_child
# has: while $_:
#          sleep(...)
# has: $_.is_alive()
# or: $_.exitcode
# or: active_children()
# has not: while $_:
#              try:
#                  ...
#              except:
#                  sleep(...)
# ok: p.join()

import time
from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    while process.is_alive():
        time.sleep(0.05)
    return process.exitcode
