# exercise: 08_pids
# right: fork 4 of 4, spawn 4 of 4, forkserver 3 of 4: parent_process() is the caller also under forkserver, where the real parent is the fork server.
# mistake: multiprocessing.parent_process().pid instead of os.getppid()
# named: parent_process_pid
import multiprocessing
import os


def child(report):
    report(os.getpid(), multiprocessing.parent_process().pid)


def identify(report):
    p = multiprocessing.Process(target=child, args=(report,))
    p.start()
    p.join()
    return (os.getpid(), p.pid)
