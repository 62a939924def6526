"""Attacks of the kit's own on its sandbox: what a hostile submission would try first.

Each attack is a function that returns whether it worked. They run as a submission does, in the
caller; the judge's side prepares what they aim at (:mod:`autograder.engine.canaries`).
"""

import ctypes
import mmap
import os
import signal
import socket
import tempfile

PTRACE_TRACEME, CLONE_NEWUSER = 0, 0x10000000
MEBIBYTE = 1 << 20
SCRATCH_FILE, SCRATCH_FILES = 12 * MEBIBYTE, 7
CHILDREN = 16
SHARED_BYTES = 256 * MEBIBYTE

library = ctypes.CDLL(None, use_errno=True)


def attack(secret, open_file, grader, port, path, abstract, names):
    """Make the named attacks; return the names of those that worked."""
    aims = {
        "read a file": lambda: can_open(secret, os.O_RDONLY),
        "write a file": lambda: can_open(open_file, os.O_WRONLY),
        "write beside its own": lambda: can_open(os.path.join(os.getcwd(), "written"), os.O_WRONLY | os.O_CREAT),
        "read the grader's memory": lambda: can_open(f"/proc/{grader}/mem", os.O_RDONLY),
        "read the supervisor's memory": lambda: can_open(f"/proc/{os.getppid()}/mem", os.O_RDONLY),
        "read the supervisor's environment": lambda: can_open(f"/proc/{os.getppid()}/environ", os.O_RDONLY),
        "signal the grader": lambda: works(os.kill, grader, 0),
        "connect to the network": lambda: works(connect, socket.AF_INET, ("127.0.0.1", port)),
        "connect to a socket": lambda: works(connect, socket.AF_UNIX, path),
        "connect to an abstract socket": lambda: works(connect, socket.AF_UNIX, "\0" + abstract),
        "trace": lambda: in_child(lambda: library.ptrace(PTRACE_TRACEME, 0, None, None) == 0),
        "make a namespace": lambda: in_child(lambda: library.unshare(CLONE_NEWUSER) == 0),
        "make lasting shared memory": make_lasting_memory,
        "make a file in memory": lambda: works(os.memfd_create, "canary"),
        "have many processes": have_many_processes,
        "fill temporary files": lambda: fill(tempfile.gettempdir()),
        "fill shared memory": lambda: fill("/dev/shm"),
        "share much memory": lambda: in_child(share_much_memory),
    }
    return [name for name in names if aims[name]()]


def can_open(path, flags):
    """Whether a file can be opened."""
    return works(lambda: os.close(os.open(path, flags)))


def works(deed, *arguments):
    """Whether a deed raises no error of the system's."""
    try:
        deed(*arguments)
    except OSError:
        return False
    return True


def connect(family, address):
    """Connect to somebody who listens."""
    with socket.socket(family, socket.SOCK_STREAM) as connection:
        connection.settimeout(1)
        connection.connect(address)


def in_child(deed):
    """Do it in a child, for whom alone it may have consequences; whether it worked there."""
    child = os.fork()
    if child == 0:
        os._exit(0 if deed() else 1)
    return os.waitpid(child, 0)[1] == 0


def make_lasting_memory():
    """Make a segment that would outlive every process; it is removed again."""
    segment = library.shmget(0, 4096, 0o1600)
    if segment >= 0:
        library.shmctl(segment, 0, None)
    return segment >= 0


def have_many_processes():
    """Whether so many children can live at once."""
    children = []
    try:
        for _ in range(CHILDREN):
            child = os.fork()
            if child == 0:
                signal.pause()
            children.append(child)
    except OSError:
        pass
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return len(children) == CHILDREN


def fill(folder):
    """Whether more than any program needs can be put there; it is removed again."""
    made, block = [], b"x" * MEBIBYTE
    try:
        for number in range(SCRATCH_FILES):
            path = os.path.join(folder, f"canary-{os.getpid()}-{number}")
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
            made.append((path, descriptor))
            for _ in range(SCRATCH_FILE // MEBIBYTE):
                if os.write(descriptor, block) < MEBIBYTE:
                    return False
    except OSError:
        return False
    finally:
        for path, descriptor in made:
            os.close(descriptor)
            os.unlink(path)
    return True


def share_much_memory():
    """Whether this much memory of the kind that no limit of a process counts can be used."""
    memory = mmap.mmap(-1, SHARED_BYTES)
    for place in range(0, SHARED_BYTES, mmap.PAGESIZE):
        memory[place] = 1
    return True
