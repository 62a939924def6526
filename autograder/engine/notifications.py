"""The kernel's word of a system call that is held for the judge, and the judge's answer (seccomp_unotify(2)).

A notification names the thread as the judge's own namespace knows it. What an argument points to is read from
the memory of its process, and believed no further than as a length of time: it is a claim of the program's, which
another of its threads may change meanwhile.
"""

import ctypes
import os
import platform
import select
import struct
from dataclasses import dataclass

from autograder.sandbox import clock_filter
from autograder.sandbox.system_calls import ARCHITECTURES

RECEIVE, SEND = 0xC0502100, 0xC0182101  # SECCOMP_IOCTL_NOTIF_RECV, SECCOMP_IOCTL_NOTIF_SEND
NOTIFICATION = struct.Struct("=QIIiIQ6Q")  # struct seccomp_notif
ANSWER = struct.Struct("=QqiI")  # struct seccomp_notif_resp
GO_ON = 1  # SECCOMP_USER_NOTIF_FLAG_CONTINUE
GET_DESCRIPTOR = 438  # pidfd_getfd(2), the same number on every machine


def names_of_calls(machine: str = platform.machine()) -> dict[int, str]:
    """Every call that can be held, by its number on this machine."""
    if machine not in ARCHITECTURES:
        return {}
    column = list(ARCHITECTURES).index(machine)
    tables = (clock_filter.ALWAYS, clock_filter.WITH_A_POINTER, clock_filter.WITH_MILLISECONDS)
    named = {name: numbers for table in tables for name, numbers in table.items()}
    named |= {"futex": clock_filter.FUTEX, "setsockopt": clock_filter.SETSOCKOPT}
    return {number: name for name, numbers in named.items() if (number := numbers[column]) is not None}


CALLS = names_of_calls()


@dataclass(frozen=True, slots=True)
class Notification:
    """One system call that a thread has begun, and that waits for the judge."""

    number: int
    thread: int  # as the judge's namespace knows it
    call: str
    arguments: tuple[int, ...]


def receive(listener: int) -> Notification | None:
    """The next call that is held; ``None`` when its thread has gone meanwhile."""
    import fcntl  # which Windows has not, where nobody is held

    data = bytearray(NOTIFICATION.size)
    try:
        fcntl.ioctl(listener, RECEIVE, data)
    except OSError:
        return None
    number, thread, _flags, call, _architecture, _place, *arguments = NOTIFICATION.unpack(data)
    return Notification(number, thread, CALLS.get(call, ""), tuple(arguments))


def is_deserted(listener: int) -> bool:
    """Whether no process is left whose calls could be held."""
    looked = select.poll()
    looked.register(listener, select.POLLIN)
    return any(events & select.POLLHUP for _, events in looked.poll(0))


def give(listener: int, held: Notification, value: int = 0, error: int = 0) -> bool:
    """Let a call give this value, or fail with this number of an error; whether it was still waiting for that."""
    return send(listener, ANSWER.pack(held.number, value, -error, 0))


def go_on(listener: int, held: Notification) -> bool:
    """Let the kernel do what the call asks for; whether it was still waiting for that."""
    return send(listener, ANSWER.pack(held.number, 0, 0, GO_ON))


def send(listener: int, answer: bytes) -> bool:
    """Send an answer; a thread that was interrupted or has gone does not wait for it any more."""
    import fcntl

    try:
        fcntl.ioctl(listener, SEND, answer)
    except OSError:
        return False
    return True


def read_memory(thread: int, place: int, size: int) -> bytes | None:
    """What stands at a place of a thread's memory; ``None`` when it is not there or may not be read."""
    try:
        descriptor = os.open(f"/proc/{thread}/mem", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        data = os.pread(descriptor, size, place)
    except (OSError, OverflowError):
        return None
    finally:
        os.close(descriptor)
    return data if len(data) == size else None


def write_memory(thread: int, place: int, data: bytes) -> None:
    """Put data at a place of a thread's memory, as the kernel would have done, if that is there."""
    try:
        descriptor = os.open(f"/proc/{thread}/mem", os.O_WRONLY | os.O_CLOEXEC)
    except OSError:
        return
    try:
        os.pwrite(descriptor, data, place)
    except (OSError, OverflowError):
        return
    finally:
        os.close(descriptor)


def copy_descriptor(process: int, descriptor: int) -> int | None:
    """A copy of a process's file descriptor, to be closed; ``None`` when there is none or it may not be had."""
    try:
        handle = os.pidfd_open(process)
    except OSError:
        return None
    try:
        arguments = (ctypes.c_int(handle), ctypes.c_int(descriptor), ctypes.c_uint(0))
        copy = ctypes.CDLL(None, use_errno=True).syscall(ctypes.c_long(GET_DESCRIPTOR), *arguments)
    finally:
        os.close(handle)
    if copy < 0:
        return None
    os.set_inheritable(copy, False)
    return int(copy)
