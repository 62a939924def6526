"""The system calls that a submission is refused: a filter for the kernel, made here and installed inside.

Theory of operation. A filter is a program of classic BPF (seccomp(2), bpf(2)): it reads the number,
the architecture and the arguments of a call and says what becomes of it. Ours is a deny list:
everything that multiprocessing and ordinary programs need goes through, what could reach another
process, another namespace, the kernel's rarely used corners or memory that no limit counts gets
``EPERM``. A call by another architecture's numbers ends the process, for it could be any call at
all. ``clone3`` hides its flags from a filter, so it gets ``ENOSYS``, at which the C library falls
back on ``clone``, whose flags are looked at.
"""

import base64
import errno
import platform
import struct
from dataclasses import dataclass

ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16  # places in struct seccomp_data; arguments are 8 bytes each, little-endian
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
OTHER_NUMBERS = 0x40000000  # x86_64 only: from here on, numbers are those of the x32 architecture
NEW_NAMESPACES = 0x7E020000  # every CLONE_NEW* flag of clone(2)
SUPERVISOR = 1  # its number, in a pid namespace
LOCAL, INTERNET = (1,), (1, 2, 10)  # address families: AF_UNIX; AF_INET and AF_INET6

# Each rule by name, with the numbers of its calls on x86_64 and aarch64 (the kernel's syscall tables).
REFUSED: dict[str, dict[str, tuple[int | None, int | None]]] = {
    "other processes": {
        "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
        "pidfd_getfd": (438, 438), "process_madvise": (440, 440), "kcmp": (312, 272),
    },
    "keyrings": {"add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219)},
    "lasting shared memory": {"shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195)},
    "lasting queues": {
        "msgget": (68, 186), "msgsnd": (69, 189), "msgrcv": (70, 188), "msgctl": (71, 187),
        "mq_open": (240, 180), "mq_unlink": (241, 181),
    },
    "lasting semaphores": {"semget": (64, 190), "semop": (65, 193), "semctl": (66, 191), "semtimedop": (220, 192)},
    "namespaces": {"unshare": (272, 97), "setns": (308, 268)},
    "mounts": {
        "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
        "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430), "fsconfig": (431, 431),
        "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    },
    "kernel programs": {"bpf": (321, 280)},
    "performance counters": {"perf_event_open": (298, 241)},
    "page faults": {"userfaultfd": (323, 282)},
    "rings": {"io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427)},
    "files in memory": {"memfd_create": (319, 279), "memfd_secret": (447, 447)},
    "personality": {"personality": (135, 92)},
    "machine": {
        "reboot": (169, 142), "kexec_load": (246, 104), "kexec_file_load": (320, 294), "init_module": (175, 105),
        "finit_module": (313, 273), "delete_module": (176, 106), "swapon": (167, 224), "swapoff": (168, 225),
        "acct": (163, 89), "syslog": (103, 116), "quotactl": (179, 60), "sethostname": (170, 161),
        "setdomainname": (171, 162), "iopl": (172, None), "ioperm": (173, None),
    },
    "clocks": {"settimeofday": (164, 170), "adjtimex": (159, 171), "clock_settime": (227, 112),
               "clock_adjtime": (305, 266)},
    "handles": {"name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265)},
    "file system events": {
        "fanotify_init": (300, 262), "lookup_dcookie": (212, 18),
        "inotify_init": (253, None), "inotify_init1": (294, 26), "inotify_add_watch": (254, 27),
    },
    # Devices are the machine's own: whoever may write to one could set its times, and the next run read them.
    "times of files": {
        "utimensat": (280, 88), "utime": (132, None), "utimes": (235, None), "futimesat": (261, None),
    },
    "other memory's place": {"move_pages": (279, 239), "migrate_pages": (256, 238)},
}  # fmt: skip
# The same without namespaces, where other processes and files of the same user are in reach: Landlock (landlock(7))
# covers neither their modes, owners and attributes, nor the scheduling of processes.
REFUSED_BARE: dict[str, dict[str, tuple[int | None, int | None]]] = {
    "modes": {"chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452)},
    "owners": {"chown": (92, None), "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54)},
    "attributes": {
        "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "setxattrat": (463, 463),
        "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16), "removexattrat": (466, 466),
        "file_setattr": (469, 469),
    },
}  # fmt: skip
# Of these, what the standard library does to files of its own (`multiprocessing.forkserver`) and what nothing depends
# on: it is answered as if it were done, and is not. A socket is closed to others by the umask instead.
IGNORED = ("modes",)
# Calls that may be about the calling process alone: the numbers of the call, and what its arguments are then, the
# process last.
OWN_PROCESS: dict[str, tuple[tuple[int, int], dict[int, int]]] = {
    "limits of others": ((302, 261), {0: 0}),  # prlimit64: the process
}
# The same without namespaces. With them, a program's own processes can be named, too: any but the supervisor.
SCHEDULING: dict[str, tuple[tuple[int, int], dict[int, int]]] = {
    "priority of others": ((141, 140), {0: 0, 1: 0}),  # setpriority: PRIO_PROCESS, the process
    "processors of others": ((203, 122), {0: 0}),  # sched_setaffinity
    "scheduling of others": ((144, 119), {0: 0}),  # sched_setscheduler
    "scheduling parameters of others": ((142, 118), {0: 0}),  # sched_setparam
    "scheduling attributes of others": ((314, 274), {0: 0}),  # sched_setattr
    "input and output of others": ((251, 30), {0: 1, 1: 0}),  # ioprio_set: IOPRIO_WHO_PROCESS, the process
}
CLONE, CLONE3, IOCTL = (56, 220), (435, 435), (16, 29)
SOCKET, SOCKETPAIR = (41, 198), (53, 199)
TERMINAL_REQUESTS = {"typing for others": 0x5412, "pasting for others": 0x541C}  # TIOCSTI, TIOCLINUX
# FS_IOC_SETFLAGS, its form of 32 bits, FS_IOC_SETVERSION, FS_IOC_FSSETXATTR (ioctl_fs(2)): they need no right to write
ATTRIBUTE_REQUESTS = {"flags": 0x40086602, "short flags": 0x40046602, "versions": 0x40087602, "projects": 0x401C5820}
SPECIAL = ("other architectures", "hidden clone", "clone into namespaces", "socket families", *TERMINAL_REQUESTS)
RULES = (*REFUSED, *SPECIAL, *OWN_PROCESS, *SCHEDULING)
RULES_BARE = (*RULES, *REFUSED_BARE, *ATTRIBUTE_REQUESTS)


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction of classic BPF: operation, jumps (when true, when false), operand."""

    operation: int
    operand: int
    if_true: int = 0
    if_false: int = 0

    def packed(self) -> bytes:
        """``struct sock_filter``."""
        return struct.pack("<HBBI", self.operation, self.if_true, self.if_false, self.operand)


def encode_program(program: list[Instruction]) -> str:
    """A filter as it travels: base64, one ``struct sock_filter`` after another."""
    return base64.b64encode(b"".join(one.packed() for one in program)).decode("ascii")


def refuse(number: int = errno.EPERM) -> Instruction:
    """The call fails with this error."""
    return Instruction(RETURN, REFUSE | number)


def when_number_is(number: int, then: list[Instruction]) -> list[Instruction]:
    """Instructions that are taken for one system call alone; the number is loaded before and after."""
    return [Instruction(EQUAL, number, 0, len(then)), *then]


def argument_rule(number: int, place: int, tests: list[Instruction], allowed: bool) -> list[Instruction]:
    """Look at one argument: the first test that holds decides for ``allowed``, none for the opposite."""
    body = [Instruction(LOAD, ARGUMENTS + 8 * place)]
    for left, test in enumerate(reversed(tests)):
        body.insert(1, Instruction(test.operation, test.operand, left + 1, 0))
    hit, miss = (Instruction(RETURN, ALLOW), refuse()) if allowed else (refuse(), Instruction(RETURN, ALLOW))
    return when_number_is(number, [*body, miss, hit])


def own_process_rule(number: int, wanted: dict[int, int], any_other: bool) -> list[Instruction]:
    """Refuse a call unless its arguments are these: then it is about the calling process, and nobody else.

    With ``any_other``, about one process alone, whichever it is but the supervisor.
    """
    body: list[Instruction] = []
    for place, value in wanted.items():
        is_process = any_other and place == max(wanted)
        test = Instruction(EQUAL, SUPERVISOR, 0, 1) if is_process else Instruction(EQUAL, value, 1, 0)
        body += [Instruction(LOAD, ARGUMENTS + 8 * place), test, refuse()]
    return when_number_is(number, [*body, Instruction(RETURN, ALLOW)])


def compile_filter(
    without: frozenset[str] = frozenset(), isolated: bool = True, machine: str = platform.machine()
) -> str:
    """The whole filter in base64, one ``struct sock_filter`` after another; empty for a machine we have no table for.

    ``without`` names rules that are left out, which tests do to show that each is needed. What is not ``isolated``,
    by namespaces, is refused more: the internet, and whatever reaches other processes and files of the same user.
    """
    if machine not in ARCHITECTURES:
        return ""
    column = list(ARCHITECTURES).index(machine)
    program = [Instruction(LOAD, ARCHITECTURE), Instruction(EQUAL, ARCHITECTURES[machine], 1, 0)]
    program += [Instruction(RETURN, ALLOW if "other architectures" in without else KILL), Instruction(LOAD, NUMBER)]
    if machine == "x86_64" and "other architectures" not in without:
        program += [Instruction(AT_LEAST, OTHER_NUMBERS, 0, 1), Instruction(RETURN, KILL)]
    refused = REFUSED if isolated else REFUSED | REFUSED_BARE
    for rule, named in refused.items():
        answer = refuse(0 if rule in IGNORED else errno.EPERM)
        for number in (calls[column] for calls in named.values() if rule not in without):
            program += when_number_is(number, [answer]) if number is not None else []
    for rule, (calls_of_it, wanted) in (OWN_PROCESS | SCHEDULING).items():
        any_other = isolated and rule in SCHEDULING
        program += own_process_rule(calls_of_it[column], wanted, any_other) if rule not in without else []
    if "hidden clone" not in without:
        program += when_number_is(CLONE3[column], [refuse(errno.ENOSYS)])
    if "clone into namespaces" not in without:
        program += argument_rule(CLONE[column], 0, [Instruction(ANY_BIT, NEW_NAMESPACES)], allowed=False)
    if "socket families" not in without:
        families = [Instruction(EQUAL, family) for family in (INTERNET if isolated else LOCAL)]
        program += argument_rule(SOCKET[column], 0, families, allowed=True)
        program += argument_rule(SOCKETPAIR[column], 0, families, allowed=True)
    requested = TERMINAL_REQUESTS if isolated else TERMINAL_REQUESTS | ATTRIBUTE_REQUESTS
    requests = [Instruction(EQUAL, number) for rule, number in requested.items() if rule not in without]
    if requests:
        program += argument_rule(IOCTL[column], 1, requests, allowed=False)
    program.append(Instruction(RETURN, ALLOW))
    return encode_program(program)
