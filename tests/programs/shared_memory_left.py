"""Shared memory and a named semaphore are made and never given back; n children call the task.

The engine must conclude: n held together; FINISHED; what was left behind is named among the
leftovers; and none of it is in the machine's own /dev/shm after the run.
"""

from multiprocessing import Process, Semaphore, resource_tracker, shared_memory

kept = []


def go(task, n):
    memory = shared_memory.SharedMemory(name="left_behind", create=True, size=100_000)
    resource_tracker.unregister(memory._name, "shared_memory")
    memory.buf[:4] = b"left"
    kept.append((memory, Semaphore(n)))
    children = [Process(target=task, args=(number,)) for number in range(n)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return memory.name
