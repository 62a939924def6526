# exercise: 08_pids
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the child reads its Pid and PPid from /proc/self/status, which are the kernel's own numbers.
# mistake: none
import os
from multiprocessing import Process


def numbers():
    fields = {}
    with open("/proc/self/status") as file:
        for line in file:
            key, _, value = line.partition(":")
            fields[key] = value.strip()
    return int(fields["Pid"]), int(fields["PPid"])


def child(report):
    report(*numbers())


def identify(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return (os.getpid(), p.pid)
