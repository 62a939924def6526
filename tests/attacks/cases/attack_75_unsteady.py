"""Attack 75: behave differently from run to run.

expect: F
methods: fork, spawn, forkserver
unsteady: yes
"""

import os
from multiprocessing import Process


def launch(task, name):
    if os.urandom(1)[0] % 2:
        raise RuntimeError("not today")
    child = Process(target=task, args=(name,))
    child.start()
    return child
