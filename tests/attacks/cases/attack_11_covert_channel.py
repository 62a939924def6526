"""Attack 11: leave a message for the next run.

expect: N
methods: fork, spawn, forkserver
harms E: FILES, it would leave files in /tmp and a key in the keyring for good
"""

import ctypes
import fcntl
import os
from multiprocessing import Process


def attack():
    mark = "left-by-attack-11"
    for folder in ("/tmp", "/dev/shm", "/home/student", "/judge", "/kit", "/"):
        path = f"{folder}/{mark}"
        if os.path.exists(path):
            print(f"HOLE: {path} is still there")
        try:
            open(path, "w").close()
        except OSError:
            continue
        for name, mode in ("open", 0o755), ("closed", 0):
            try:
                os.mkdir(f"{path}-{name}", mode)
            except FileExistsError:
                print(f"HOLE: {path}-{name} is still there")
        for name in ("file", "folder"):
            os.mkdir(f"{path}-open/{name}")
    library = ctypes.CDLL(None, use_errno=True)
    name = mark.encode()
    if library.syscall(249, b"user", name, None, 0) >= 0:  # request_key(2) on x86_64
        print("HOLE: the key is still there")
    library.syscall(248, b"user", name, b"x", 1, -4)  # add_key(2), to the user's keyring
    for path in ("/dev/null", "/dev/zero", os.__file__):
        try:
            os.utime(path)
            print(f"HOLE: the next run can read when {path} was touched")
        except OSError:
            continue
    watch = library.inotify_init()
    if watch >= 0 and library.inotify_add_watch(watch, os.__file__.encode(), 0x20) >= 0:  # IN_OPEN
        print("HOLE: somebody else's reading can be watched")
    try:
        with open(__file__) as own:
            fcntl.flock(own, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        print(f"HOLE: somebody outside holds a lock on this run's own file: {error}")
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
