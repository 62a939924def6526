"""Attack 49: wait for oneself.

expect: T
says: hangs (blocked, not busy)
"""

from multiprocessing import Lock


def launch(task, name):
    lock = Lock()
    lock.acquire()
    lock.acquire()
