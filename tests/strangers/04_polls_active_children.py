# exercise: 04_memory_isolation
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the value is read after the child's end, but by asking again and again instead of waiting.
# mistake: polls active_children
# named: asks_again_and_again
import multiprocessing
import time

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = multiprocessing.Process(target=child, args=(report,))
    p.start()
    while p in multiprocessing.active_children():
        time.sleep(0.02)
    return x
