# exercise: 04_memory_isolation
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the manager only keeps a diary, the child is joined, the manager ends with its block, and x is read last.
# mistake: none
import os
from multiprocessing import Process
from multiprocessing.managers import SyncManager

x = 100


class DiaryManager(SyncManager):
    pass


def child(report, diary):
    global x
    x = 0
    diary.append(f"{os.getpid()}: x is {x}")
    report(x)


def prove_isolation(report):
    with DiaryManager() as manager:
        diary = manager.list()
        p = Process(target=child, args=(report, diary))
        p.start()
        p.join()
        for line in diary:
            print(line)
    return x
