"""Attack 32b: call from one process thousands of times.

expect: F or P
says: stopped
"""

from multiprocessing import Process


def often(task, name):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(20) as threads:
        for _ in threads.map(task, [name] * 20_000):
            pass


def launch(task, name):
    child = Process(target=often, args=(task, name))
    child.start()
    return child
