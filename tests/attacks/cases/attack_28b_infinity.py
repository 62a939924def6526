"""Attack 28b: infinity as the result.

expect: F
says: It gives
exercise: 06
"""

from multiprocessing import Process


def nested():
    value = []
    for _ in range(100_000):
        value = [value]
    return value


def run_and_wait(task, name):
    child = Process(target=task, args=(name,))
    child.start()
    child.join()
    return float('inf')
