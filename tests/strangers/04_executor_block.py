# exercise: 04_memory_isolation
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: an executor with one worker is a child process, and leaving its block waits until the worker is gone.
# mistake: none
from concurrent.futures import ProcessPoolExecutor

x = 100


def child(report):
    global x
    x = 0
    report(x)
    return x


def prove_isolation(report):
    with ProcessPoolExecutor(max_workers=1) as executor:
        future = executor.submit(child, report)
        childs_x = future.result()
    print("child:", childs_x)
    return x
