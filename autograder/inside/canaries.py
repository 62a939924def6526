"""Attacks of the kit's own on its sandbox: what a hostile submission would try first.

Each attack is a function that returns whether it worked, or raises the error that the system gave. What an
attack changes of the grader itself is set to what it is already. They run as a submission does, in the
caller; the judge's side prepares what they aim at (:mod:`autograder.engine.canaries`).
"""

import ctypes
import fcntl
import mmap
import os
import platform
import resource
import signal
import socket
import stat
import tempfile

from inside import wire

PTRACE_TRACEME, CLONE_NEWUSER = 0, 0x10000000
MEBIBYTE = 1 << 20
SCRATCH_FILE, SCRATCH_FILES = 12 * MEBIBYTE, 7
CHILDREN = 16
SHARED_BYTES = 256 * MEBIBYTE
READ_FLAGS, WRITE_FLAGS = 0x80086601, 0x40086602  # FS_IOC_GETFLAGS, FS_IOC_SETFLAGS (ioctl_fs(2))
KIT_FILE = wire.__file__  # the grader's, and every submission may read it

library = ctypes.CDLL(None, use_errno=True)


def attack(secret, open_file, grader, port, path, abstract, shared, names):
    """Make the named attacks; return what was seen of each: ``worked``, or why it did not."""
    aims = {
        **attacks_on_files(secret, open_file),
        **attacks_on_processes(grader),
        "read a file": lambda: can_open(secret, os.O_RDONLY),
        "write a file": lambda: can_open(open_file, os.O_WRONLY),
        "write beside its own": lambda: can_open(os.path.join(os.getcwd(), "written"), os.O_WRONLY | os.O_CREAT),
        "read the grader's memory": lambda: can_open(f"/proc/{grader}/mem", os.O_RDONLY),
        "read the supervisor's memory": lambda: can_open(f"/proc/{os.getppid()}/mem", os.O_RDONLY),
        "read the supervisor's environment": lambda: can_open(f"/proc/{os.getppid()}/environ", os.O_RDONLY),
        "connect to the network": lambda: done(connect, socket.AF_INET, ("127.0.0.1", port)),
        "connect to a socket": lambda: done(connect, socket.AF_UNIX, path),
        "connect to an abstract socket": lambda: done(connect, socket.AF_UNIX, "\0" + abstract),
        "trace": lambda: in_child(lambda: library.ptrace(PTRACE_TRACEME, 0, None, None) == 0),
        "make a namespace": lambda: in_child(lambda: library.unshare(CLONE_NEWUSER) == 0),
        "make lasting shared memory": make_lasting_memory,
        "make a file in memory": lambda: done(os.memfd_create, "canary"),
        "have many processes": have_many_processes,
        "fill temporary files": lambda: fill(tempfile.gettempdir()),
        "fill shared memory": lambda: fill("/dev/shm"),
        "change shared memory": lambda: can_open(shared, os.O_RDWR),
        "share much memory": lambda: in_child(share_much_memory),
        "hear of another's lock": hear_of_a_lock,
    }
    return [[name, see(aims[name])] for name in names]


def attacks_on_files(secret, open_file):
    """What can be changed of a file without opening it, or having opened it to read."""
    return {
        "change a file's mode": lambda: changes(open_file, "st_mode", os.chmod, open_file, 0o646),
        "change an opened file's mode": change_opened,
        "change a file's owner": lambda: done(os.chown, open_file, os.getuid(), -1),
        "change a file's times": lambda: changes(open_file, "st_mtime_ns", os.utime, open_file),
        "change a file's attributes": lambda: done(os.setxattr, open_file, "user.canary", b""),
        "remove a file's attribute": lambda: done(os.removexattr, open_file, "user.target"),
        "change a file's flags": lambda: done(change_flags),
        "watch a file": lambda: watch(open_file),
    }


def attacks_on_processes(grader):
    """What can be done to another process by its number."""
    core = resource.RLIMIT_CORE
    return {
        "signal the grader": lambda: done(os.kill, grader, 0),
        "limit the grader": lambda: done(lambda: resource.prlimit(grader, core, resource.prlimit(grader, core))),
        "limit the supervisor": lambda: done(resource.prlimit, os.getppid(), core, (0, 0)),
        "slow everybody down": lambda: done(
            lambda: os.setpriority(os.PRIO_USER, 0, os.getpriority(os.PRIO_USER, 0)),
        ),
        **attacks_on_scheduling("grader", grader),
        **attacks_on_scheduling("supervisor", os.getppid()),
    }


def attacks_on_scheduling(name, process):
    """What can be done to when and where another process runs."""
    return {
        f"slow the {name} down": lambda: done(
            lambda: os.setpriority(os.PRIO_PROCESS, process, os.getpriority(os.PRIO_PROCESS, process))
        ),
        f"choose the {name}'s processors": lambda: done(
            lambda: os.sched_setaffinity(process, os.sched_getaffinity(process))
        ),
        f"choose the {name}'s scheduling": lambda: done(
            lambda: os.sched_setscheduler(process, os.sched_getscheduler(process), os.sched_getparam(process))
        ),
        f"choose the {name}'s scheduling parameters": lambda: done(
            lambda: os.sched_setparam(process, os.sched_getparam(process))
        ),
        f"choose the {name}'s scheduling attributes": lambda: choose_scheduling_attributes(process),
        f"choose the {name}'s input and output": lambda: choose_input_and_output(process),
    }


def choose_scheduling_attributes(process):
    """Set what the scheduler knows of a process (sched_setattr(2)) to what it is."""
    number, ask = {"x86_64": (314, 315), "aarch64": (274, 275)}[platform.machine()]
    size = 48  # of `struct sched_attr` in its first form
    known = ctypes.create_string_buffer(size)
    if library.syscall(ctypes.c_long(ask), process, known, size, 0) != 0:
        raise OSError(ctypes.get_errno(), "")
    if library.syscall(ctypes.c_long(number), process, known, 0) != 0:
        raise OSError(ctypes.get_errno(), "")
    return True


def choose_input_and_output(process):
    """Set the class of a process's reading and writing (ioprio_set(2)) to what it has; for none, to the default."""
    number, ask = {"x86_64": (251, 252), "aarch64": (30, 31)}[platform.machine()]
    now = library.syscall(ctypes.c_long(ask), 1, process)
    return now >= 0 and library.syscall(ctypes.c_long(number), 1, process, now) == 0


def changes(path, what, deed, *arguments):
    """Whether a deed changes something of a file; some are answered as if they did."""
    before = getattr(os.stat(path), what)
    deed(*arguments)
    return getattr(os.stat(path), what) != before


def change_opened():
    """Change the mode of a file that is opened to read; it is set back."""
    descriptor = os.open(KIT_FILE, os.O_RDONLY)
    try:
        before = stat.S_IMODE(os.fstat(descriptor).st_mode)
        os.fchmod(descriptor, before ^ 0o001)
        changed = stat.S_IMODE(os.fstat(descriptor).st_mode) != before
        os.fchmod(descriptor, before)
        return changed
    finally:
        os.close(descriptor)


def change_flags():
    """Set the flags that a file system keeps of a file to what they are."""
    descriptor = os.open(KIT_FILE, os.O_RDONLY)
    try:
        fcntl.ioctl(descriptor, WRITE_FLAGS, fcntl.ioctl(descriptor, READ_FLAGS, bytes(8)))
    finally:
        os.close(descriptor)


def watch(path):
    """Ask to be told what becomes of a file."""
    descriptor = library.inotify_init1(os.O_CLOEXEC)
    if descriptor < 0:
        return False
    try:
        return library.inotify_add_watch(descriptor, os.fsencode(path), 0xFFF) >= 0
    finally:
        os.close(descriptor)


def see(deed):
    """What is seen of an attack."""
    try:
        return "worked" if deed() else "did not work"
    except OSError as error:
        return os.strerror(error.errno) if error.errno else str(error)
    except ValueError as error:  # what resource(3) makes of an error of its own
        return str(error)


def can_open(path, flags):
    """Whether a file can be opened."""
    return done(lambda: os.close(os.open(path, flags)))


def done(deed, *arguments):
    """A deed that raises no error of the system's has worked."""
    deed(*arguments)
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


def hear_of_a_lock():
    """Whether it is known here that somebody outside holds a lock on a file that everybody may read."""
    descriptor = os.open(os.devnull, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return False
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)


def share_much_memory():
    """Whether this much memory of the kind that no limit of a process counts can be used."""
    memory = mmap.mmap(-1, SHARED_BYTES)
    for place in range(0, SHARED_BYTES, mmap.PAGESIZE):
        memory[place] = 1
    return True
