"""What a process puts on itself and can never take off: filters of system calls (seccomp) and of files (Landlock).

Both are asked of the kernel through the C library (seccomp(2), landlock(7)). What they are to hold
back is decided outside and comes as data; a wall that was asked for and cannot be built ends the
process, so nothing of the student's ever runs without it.
"""

import base64
import ctypes
import os
import struct

PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 4, 22, 36, 38
SECCOMP_MODE_FILTER = 2
ADDRESSES_NOT_DRAWN, ASK = 0x0040000, 0xFFFFFFFF  # ADDR_NO_RANDOMIZE, personality(2)
# landlock(7); the numbers are the same on every machine
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
EXECUTE, READ_FILE, READ_DIRECTORY = 1 << 0, 1 << 2, 1 << 3
READ = EXECUTE | READ_FILE | READ_DIRECTORY
FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
ON_FILES = EXECUTE | READ_FILE | 1 << 1 | 1 << 14 | 1 << 15  # the rights that a rule for a plain file may give
NETWORK_SINCE, SCOPES_SINCE = 4, 6
ALL_NETWORK, ALL_SCOPES = 0b11, 0b11

library = ctypes.CDLL(None, use_errno=True)


class FilterProgram(ctypes.Structure):
    """``struct sock_fprog``."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


class Ruleset(ctypes.Structure):
    """``struct landlock_ruleset_attr``."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


def control(option, *arguments):
    """Call prctl(2), or end this process."""
    values = [ctypes.c_ulong(value) if isinstance(value, int) else value for value in arguments]
    if library.prctl(option, *values, *[ctypes.c_ulong(0)] * (4 - len(values))) != 0:
        os._exit(1)


def filter_calls(encoded):
    """Let the kernel refuse system calls from now on (``PR_SET_SECCOMP``); nothing to do without a filter."""
    if encoded:
        data = base64.b64decode(encoded)
        control(PR_SET_NO_NEW_PRIVS, 1)
        control(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(FilterProgram(len(data) // 8, data)))


def listen(clock, own):
    """Let the judge decide what sleeps and timed waits give from now on; the listener, or -1 where it is not to be had.

    ``own`` is what :func:`own_waits` gave. Source: seccomp(2), ``SECCOMP_FILTER_FLAG_NEW_LISTENER``; a kernel before
    5.5 has none, and there can be one listener alone.
    """
    if not clock:
        return -1
    data = own + base64.b64decode(clock["all"]) if own else base64.b64decode(clock["shared"])
    control(PR_SET_NO_NEW_PRIVS, 1)
    program = FilterProgram(len(data) // 8, data)
    number, mode, flags = ctypes.c_long(clock["seccomp"]), ctypes.c_uint(1), ctypes.c_uint(1 << 3)
    return library.syscall(number, mode, flags, ctypes.byref(program))


def keep_addresses():
    """Let the next program of this process have its data where it always is; whether that changes anything."""
    before = library.personality(ctypes.c_ulong(ASK))
    if before == -1 or before & ADDRESSES_NOT_DRAWN:
        return False
    library.personality(ctypes.c_ulong(before | ADDRESSES_NOT_DRAWN))
    return bool(library.personality(ctypes.c_ulong(ASK)) & ADDRESSES_NOT_DRAWN)


def own_waits(clock):
    """Instructions that let the interpreter's waits for its own lock through; empty where their place is drawn anew.

    They wait in the segment of memory where the interpreter keeps its own data (``_PyRuntime``).
    """
    if not clock or not library.personality(ctypes.c_ulong(ASK)) & ADDRESSES_NOT_DRAWN:
        return b""
    try:
        place = ctypes.addressof(ctypes.c_char.in_dll(ctypes.pythonapi, "_PyRuntime"))
    except ValueError:
        return b""
    end = end_of_data(place)
    if place >> 32 != (end - 1) >> 32:
        return b""
    low, high = place & 0xFFFFFFFF, (end - 1) & 0xFFFFFFFF
    load, equal, at_least, above, give = 0x20, 0x15, 0x35, 0x25, 0x06
    return b"".join(
        struct.pack("<HBBI", *instruction)
        for instruction in (
            (load, 0, 0, 4),  # the architecture
            (equal, 0, 8, clock["architecture"]),
            (load, 0, 0, 0),  # the number of the call
            (equal, 0, 6, clock["futex"]),
            (load, 0, 0, 20),  # the upper half of the first argument, then the lower half
            (equal, 0, 4, place >> 32),
            (load, 0, 0, 16),
            (at_least, 0, 2, low),
            (above, 1, 0, high),
            (give, 0, 0, 0x7FFF0000),
        )
    )


def end_of_data(place):
    """Where the data of the program file ends that holds this place, what it has of empty data behind it included."""
    end = 0
    with open("/proc/self/maps", encoding="utf-8", errors="replace") as maps:
        for line in maps:
            fields = line.split()
            first, last = (int(one, 16) for one in fields[0].split("-"))
            nameless = len(fields) == 5
            if first <= place < last or (first == end and nameless):
                end = last
    return end


def landlock_version():
    """The version of Landlock that the kernel speaks; 0 when it has none."""
    return max(0, library.syscall(ctypes.c_long(CREATE_RULESET), None, ctypes.c_size_t(0), ctypes.c_uint(1)))


def close_files(allowed):
    """Leave nothing of the file system but what may be read and what may be written (Landlock)."""
    version = landlock_version()
    if version == 0:
        os._exit(1)
    files = FILE_RIGHTS[min(version, max(FILE_RIGHTS))]
    ruleset = Ruleset(
        files, ALL_NETWORK if version >= NETWORK_SINCE else 0, ALL_SCOPES if version >= SCOPES_SINCE else 0
    )
    size = 8 if version < NETWORK_SINCE else 16 if version < SCOPES_SINCE else 24
    wall = library.syscall(ctypes.c_long(CREATE_RULESET), ctypes.byref(ruleset), ctypes.c_size_t(size), 0)
    if wall < 0:
        os._exit(1)
    for path in allowed["read"]:
        permit(wall, path, READ)
    for path in allowed["write"]:
        permit(wall, path, files & ~EXECUTE)
    control(PR_SET_NO_NEW_PRIVS, 1)
    if library.syscall(ctypes.c_long(RESTRICT_SELF), ctypes.c_int(wall), ctypes.c_uint(0)) != 0:
        os._exit(1)
    os.close(wall)


def permit(wall, path, rights):
    """Give rights beneath one path; a path that is not there gives none."""
    try:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rights = rights if os.path.isdir(path) else rights & ON_FILES
    rule = struct.pack("=Qi", rights, folder)  # ``struct landlock_path_beneath_attr``, which is packed
    kind = ctypes.c_int(1)  # LANDLOCK_RULE_PATH_BENEATH
    if library.syscall(ctypes.c_long(ADD_RULE), ctypes.c_int(wall), kind, rule, ctypes.c_uint(0)) != 0:
        os._exit(1)
    os.close(folder)
