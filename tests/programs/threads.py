"""n threads of the caller call the task; there is no other process.

The engine must conclude: all n held together, by proof, every call in the caller's own process, no
other process ever born. The run ends as FINISHED.
"""

from threading import Thread


def go(task, n):
    threads = [Thread(target=task, args=(number,)) for number in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return n
