"""The caller looks every hundredth of a second whether its n children are still alive.

The engine must conclude: settled by the heuristic (and say so), all n held together, the caller in a
timed wait. The run ends as FINISHED.

`go_rarely` looks five times a second, `go_often` a thousand times, `go_when_ready` asks a pool's result.
"""

import time
from multiprocessing import Pool, Process


def wait_by_looking(task, n, seconds):
    children = [Process(target=task, args=(number,)) for number in range(n)]
    for child in children:
        child.start()
    while any(child.is_alive() for child in children):
        time.sleep(seconds)
    return [child.exitcode for child in children]


def go(task, n):
    return wait_by_looking(task, n, 0.01)


def go_rarely(task, n):
    return wait_by_looking(task, n, 0.2)


def go_often(task, n):
    return wait_by_looking(task, n, 0.001)


def go_when_ready(task, n):
    with Pool(n) as pool:
        results = pool.map_async(task, range(n))
        while not results.ready():
            time.sleep(0.05)
        return results.get()
