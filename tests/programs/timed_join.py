"""Each of n children is joined with a time limit.

The engine must conclude, for `go` (30 seconds): all n held together, settled by the heuristic, the
caller in a timed wait for the first child; FINISHED, nothing left running. For `go_hurried` (0.2
seconds each): the call returns while children live, and they are counted as survivors.
"""

from multiprocessing import Process


def join_with_limit(task, n, seconds):
    children = [Process(target=task, args=(number,)) for number in range(n)]
    for child in children:
        child.start()
    for child in children:
        child.join(timeout=seconds)
    return [child.exitcode for child in children]


def go(task, n):
    return join_with_limit(task, n, 30)


def go_hurried(task, n):
    return join_with_limit(task, n, 0.2)
