# exercise: 04_memory_isolation
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: a timer reads x after one second, and the child may still be at work.
# mistake: threading.Timer instead of waiting for the child
# named: none
import threading
from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    answer = []
    p = Process(target=child, args=(report,))
    p.start()
    timer = threading.Timer(1.0, lambda: answer.append(x))
    timer.start()
    timer.join()
    return answer[0]
