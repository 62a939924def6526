"""n children put a megabyte each into a queue after their task; the caller joins before it gets.

The engine must conclude: n held together, let go, and then BLOCKED by proof: the caller waits for the
first child, whose feeder thread waits to write into a pipe that nobody reads.
"""

from multiprocessing import Process, Queue


def work(task, number, queue):
    task(number)
    queue.put("x" * 1_000_000)


def go(task, n):
    queue = Queue()
    children = [Process(target=work, args=(task, number, queue)) for number in range(n)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return [len(queue.get()) for _ in children]
