"""n children hold tasks while a manager that nobody uses is idle beside them.

The engine must conclude: quiet, by proof and not by the heuristic, with all n held together. The
manager's server wakes up once a second to look round; that moves nothing. The run ends as FINISHED.
"""

from multiprocessing import Manager, Process


def go(task, n):
    with Manager() as manager:
        shared = manager.dict()
        children = [Process(target=task, args=(number,)) for number in range(n)]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return len(shared)
