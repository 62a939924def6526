"""Attack 04: trace process 1, read its memory, take its file descriptors.

expect: N
harms E: MEMORY, it could stop process 1 of the machine or of a container by tracing it
"""

import ctypes
import os
from multiprocessing import Process


def attack():
    library = ctypes.CDLL(None, use_errno=True)
    if library.ptrace(16, 1, 0, 0) == 0:
        print("HOLE: process 1 can be traced")
    buffer = ctypes.create_string_buffer(8)
    vector = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 8)
    remote = (ctypes.c_size_t * 2)(0x400000, 8)
    if library.process_vm_readv(1, vector, 1, remote, 1, 0) > 0:
        print("HOLE: the memory of process 1 can be read")
    descriptor = os.pidfd_open(1)
    for number in range(8):
        if library.syscall(438, descriptor, number, 0) >= 0:
            print(f"HOLE: descriptor {number} of process 1 can be taken")
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
