"""Attack 45: open files until no descriptor is left.

expect: F
says: Too many open files
"""

from multiprocessing import Process


def launch(task, name):
    kept = []
    try:
        while len(kept) < 5000:
            kept.append(open("/dev/null"))
    except OSError:
        pass
    child = Process(target=task, args=(name,))
    child.start()
    return child
