"""Attack 82: change what belongs to the same user: modes, owners, times, attributes; priority and scheduling.

expect: N
hole E: whoever grades as an ordinary user lets it have all that is his
"""

import os
from multiprocessing import Process

from inside import wire

FILE = wire.__file__
STATUS = os.stat(FILE)
DEEDS = {
    "a mode": lambda one: changed("st_mode", lambda: os.chmod(FILE, STATUS.st_mode & 0o7777 ^ 0o001)),
    "an owner": lambda one: os.chown(FILE, STATUS.st_uid, -1),
    "the times": lambda one: changed("st_mtime_ns", lambda: os.utime(FILE)),
    "an attribute": lambda one: os.setxattr(FILE, "user.attack", b""),
    "a file opened to read": lambda one: changed("st_mode", change_opened),
    "a priority": lambda one: os.setpriority(os.PRIO_PROCESS, one, os.getpriority(os.PRIO_PROCESS, one)),
    "all priorities": lambda one: os.setpriority(os.PRIO_USER, 0, os.getpriority(os.PRIO_USER, 0)),
    "processors": lambda one: os.sched_setaffinity(one, os.sched_getaffinity(one)),
    "scheduling": lambda one: os.sched_setscheduler(one, os.sched_getscheduler(one), os.sched_getparam(one)),
    "scheduling parameters": lambda one: os.sched_setparam(one, os.sched_getparam(one)),
}


def changed(what, deed):
    deed()
    if getattr(os.stat(FILE), what) == getattr(STATUS, what):
        raise PermissionError
    os.chmod(FILE, STATUS.st_mode & 0o7777)
    os.utime(FILE, ns=(STATUS.st_atime_ns, STATUS.st_mtime_ns))


def change_opened():
    descriptor = os.open(FILE, os.O_RDONLY)
    try:
        os.fchmod(descriptor, STATUS.st_mode & 0o7777 ^ 0o001)
    finally:
        os.close(descriptor)


def launch(task, name):
    for what, deed in DEEDS.items():
        try:
            deed(os.getppid())
            print("HOLE:", what)
        except OSError:
            pass
    print("tried")
    child = Process(target=task, args=(name,))
    child.start()
    return child
