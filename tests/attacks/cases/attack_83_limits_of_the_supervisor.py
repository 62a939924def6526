"""Attack 83: set limits of the supervisor, by which the kernel would end it.

expect: N
hole E: whoever grades as an ordinary user lets it have all that is his
"""

import os
import resource
from multiprocessing import Process


def launch(task, name):
    for process in {1, os.getppid()}:
        try:
            resource.prlimit(process, resource.RLIMIT_CORE, (0, 0))
            print("HOLE: limits of", process)
        except (OSError, ValueError):
            pass
    print("tried")
    child = Process(target=task, args=(name,))
    child.start()
    return child
