"""n children are started one after another, with 0.3 seconds of sleep in between, and joined afterwards.

The engine must conclude: overlap n. A caller that sleeps before it starts the next child is not a
caller that waits for the first one, however quiet it looks. The run ends as FINISHED.

`go_slowly` sleeps longer than the engine's patience with sleepers, and `go_computing` computes for
longer than its patience with computers. Whatever it concludes there must be marked as settled by the
heuristic, and must not be the ground of a verdict that the program is serial.
"""

import time
from multiprocessing import Process


def compute(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def start_and_join(task, n, seconds, rest=time.sleep):
    children = []
    for number in range(n):
        child = Process(target=task, args=(number,))
        child.start()
        children.append(child)
        rest(seconds)
    for child in children:
        child.join()
    return n


def go(task, n):
    return start_and_join(task, n, 0.3)


def go_slowly(task, n):
    return start_and_join(task, n, 1.6)


def go_computing(task, n):
    return start_and_join(task, n, 2.5, compute)
