"""Attack 78a: compute and call the task, again and again, for ever, so that something happens all the time.

expect: T
says: computed for 4 s, the processor time that a run has, whatever it does
"""

import time


def compute():
    began = time.process_time()
    while time.process_time() - began < 0.3:
        pass


def launch(task, name):
    while True:
        compute()
        task(name)
