# exercise: 08_pids
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the child puts the pid that it has asked for into a queue, and the caller gets it with a blocking get.
# mistake: none
import multiprocessing as mp
import os


def child(report, queue):
    mine, parents = os.getpid(), os.getppid()
    queue.put(mine)
    report(mine, parents)


def identify(report):
    queue = mp.Queue()
    p = mp.Process(target=child, args=(report, queue))
    p.start()
    kid = queue.get()
    p.join()
    queue.close()
    return tuple([os.getpid(), kid])
