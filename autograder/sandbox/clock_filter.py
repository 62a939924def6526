"""The system calls that the judge's clock decides: a filter that sends them to the judge instead of the kernel's.

Theory of operation. ``SECCOMP_RET_USER_NOTIF`` (seccomp_unotify(2)) stops a thread at the entry of a system call
until whoever holds the filter's listener says what the call gives. Sent are the calls that end by time alone
(``clock_nanosleep``), those that have a time limit beside another reason (``futex``, ``poll``, ``select``,
``epoll_wait``, ``rt_sigtimedwait``), where they have one, and those that arm a timer. All else goes through.

One timed wait is no waiting of the program's: a thread that wants the interpreter's own lock looks for it every
five milliseconds. It waits inside the interpreter's own data, whose place is known to the process that installs
the filter and, where addresses are not drawn at random, to every other process of the same interpreter. Where
they are drawn, waits of one process's threads for each other (private futexes) are left alone.

This filter refuses nothing, and what another filter refuses stays refused: an error ranks before a notification.
"""

import contextlib
import ctypes
import functools
import platform
from collections.abc import Iterator
from typing import Any

from autograder.sandbox.system_calls import (
    ALLOW,
    ANY_BIT,
    ARCHITECTURE,
    ARCHITECTURES,
    ARGUMENTS,
    AT_LEAST,
    EQUAL,
    LOAD,
    NUMBER,
    OTHER_NUMBERS,
    RETURN,
    Instruction,
    encode_program,
    when_number_is,
)

NOTIFY = 0x7FC00000
AND = 0x54
SECCOMP = (317, 277)
ADDRESSES_NOT_DRAWN, ASK = 0x0040000, 0xFFFFFFFF  # ADDR_NO_RANDOMIZE, personality(2)
# By name, with the numbers on x86_64 and aarch64 (the kernel's syscall tables).
ALWAYS: dict[str, tuple[int | None, int | None]] = {
    "clock_nanosleep": (230, 115), "nanosleep": (35, 101), "alarm": (37, None), "setitimer": (38, 103),
    "timer_settime": (223, 110), "timerfd_settime": (286, 86),
}  # fmt: skip
WITH_A_POINTER: dict[str, tuple[int | None, int | None, int]] = {  # the limit stands where this argument points
    "ppoll": (271, 73, 2), "select": (23, None, 4), "pselect6": (270, 72, 4), "rt_sigtimedwait": (128, 137, 2),
    "epoll_pwait2": (441, 441, 3),
}  # fmt: skip
WITH_MILLISECONDS: dict[str, tuple[int | None, int | None, int]] = {
    "poll": (7, None, 2), "epoll_wait": (232, None, 3), "epoll_pwait": (281, 22, 3),
}  # fmt: skip
FUTEX, SETSOCKOPT = (202, 98), (54, 208)
FUTEX_COMMAND, FUTEX_PRIVATE = 0x7F, 0x80
FUTEX_WAITS = (0, 9)  # FUTEX_WAIT, FUTEX_WAIT_BITSET: what the C library's locks and conditions use
SOL_SOCKET, RECEIVE_LIMITS = 1, (20, 66)  # SO_RCVTIMEO, by its two numbers


def notify() -> Instruction:
    """The judge decides."""
    return Instruction(RETURN, NOTIFY)


def allow() -> Instruction:
    """The kernel goes on."""
    return Instruction(RETURN, ALLOW)


def if_not_null(place: int) -> list[Instruction]:
    """Notify when the argument at this place is no null pointer."""
    low, high = ARGUMENTS + 8 * place, ARGUMENTS + 8 * place + 4
    return [
        Instruction(LOAD, low),
        Instruction(EQUAL, 0, 0, 2),
        Instruction(LOAD, high),
        Instruction(EQUAL, 0, 1, 0),
        notify(),
        allow(),
    ]


def if_limited(place: int) -> list[Instruction]:
    """Notify when the argument at this place is a number of milliseconds that is neither none nor zero."""
    return [
        Instruction(LOAD, ARGUMENTS + 8 * place),
        Instruction(EQUAL, 0, 2, 0),
        Instruction(AT_LEAST, 0x8000_0000, 1, 0),  # negative: no limit
        notify(),
        allow(),
    ]


def futex_rule(private: bool) -> list[Instruction]:
    """Notify for a wait with a time limit; ``private``: for those of one process's threads for each other, too."""
    operation = Instruction(LOAD, ARGUMENTS + 8)
    others = [] if private else [operation, Instruction(ANY_BIT, FUTEX_PRIVATE, 0, 1), allow()]
    return [
        *others,
        operation,
        Instruction(AND, FUTEX_COMMAND),
        Instruction(EQUAL, FUTEX_WAITS[0], 2, 0),
        Instruction(EQUAL, FUTEX_WAITS[1], 1, 0),
        allow(),
        *if_not_null(3),
    ]


def receive_limit_rule() -> list[Instruction]:
    """Notify when a socket is given a limit for what it receives."""
    return [
        Instruction(LOAD, ARGUMENTS + 8),
        Instruction(EQUAL, SOL_SOCKET, 0, 4),
        Instruction(LOAD, ARGUMENTS + 16),
        Instruction(EQUAL, RECEIVE_LIMITS[0], 1, 0),
        Instruction(EQUAL, RECEIVE_LIMITS[1], 0, 1),
        notify(),
        allow(),
    ]


def compile_clock_filter(private: bool, machine: str) -> str:
    """The filter in base64, one ``struct sock_filter`` after another."""
    column = list(ARCHITECTURES).index(machine)
    program = [Instruction(LOAD, ARCHITECTURE), Instruction(EQUAL, ARCHITECTURES[machine], 1, 0), allow()]
    program.append(Instruction(LOAD, NUMBER))
    if machine == "x86_64":
        program += [Instruction(AT_LEAST, OTHER_NUMBERS, 0, 1), allow()]
    rules: list[tuple[int | None, list[Instruction]]] = [(one[column], [notify()]) for one in ALWAYS.values()]
    rules += [(one[column], if_not_null(one[2])) for one in WITH_A_POINTER.values()]
    rules += [(one[column], if_limited(one[2])) for one in WITH_MILLISECONDS.values()]
    rules += [(FUTEX[column], futex_rule(private)), (SETSOCKOPT[column], receive_limit_rule())]
    for number, then in rules:
        program += when_number_is(number, then) if number is not None else []
    return encode_program([*program, allow()])


@functools.cache
def clock_orders(machine: str = platform.machine()) -> dict[str, Any] | None:
    """What is needed inside to install the filter; ``None`` for a machine of which we have no table."""
    if machine not in ARCHITECTURES:
        return None
    column = list(ARCHITECTURES).index(machine)
    return {
        "architecture": ARCHITECTURES[machine],
        "seccomp": SECCOMP[column],
        "futex": FUTEX[column],
        "all": compile_clock_filter(private=True, machine=machine),
        "shared": compile_clock_filter(private=False, machine=machine),
    }


@contextlib.contextmanager
def addresses_not_drawn() -> Iterator[None]:
    """Programs that this thread starts meanwhile have their data at places that are not drawn at random.

    Where that is not allowed (some containers refuse it), nothing changes, and the filter asks for less.
    """
    personality = ctypes.CDLL(None).personality
    before = personality(ctypes.c_ulong(ASK))
    personality(ctypes.c_ulong(before | ADDRESSES_NOT_DRAWN))
    try:
        yield
    finally:
        personality(ctypes.c_ulong(before))
