"""The filter of system calls refuses what it names, lets the rest through, and needs each of its rules."""

import base64
import ctypes
import errno
import importlib
import os
import struct
from collections.abc import Callable

import pytest

from autograder.sandbox import system_calls
from autograder.sandbox.system_calls import (
    ALLOW,
    ANY_BIT,
    AT_LEAST,
    ATTRIBUTE_REQUESTS,
    EQUAL,
    KILL,
    LOAD,
    OWN_PROCESS,
    REFUSED,
    REFUSED_BARE,
    RULES,
    RULES_BARE,
    SCHEDULING,
    SUPERVISOR,
    compile_filter,
)

confinement = importlib.import_module("autograder.inside.confinement")  # untyped: it runs beside the student's code
MACHINES = tuple(system_calls.ARCHITECTURES)
HARMLESS = {
    "x86_64": (0, 1, 9, 39, 56, 57, 59, 61, 62, 202, 231, 257),
    "aarch64": (63, 64, 222, 172, 220, 221, 260, 98),
}
# Calls that would make something of these all-ones arguments; zeros ask for what is not there.
ASKED_WITH_ZEROS = ("msgget", "semget", "shmget")


def judge_call(program: str, number: int, architecture: int, *arguments: int) -> int:
    """What the kernel makes of one call: our own reading of classic BPF (bpf(4)), for every machine."""
    data = struct.pack("<II8x6Q", number, architecture, *arguments, *[0] * (6 - len(arguments)))
    code = list(struct.iter_unpack("<HBBI", base64.b64decode(program)))
    accumulator = place = 0
    while True:
        operation, if_true, if_false, operand = code[place]
        place += 1
        if operation == LOAD:
            accumulator = struct.unpack_from("<I", data, operand)[0]
        elif operation in (EQUAL, AT_LEAST, ANY_BIT):
            holds = {
                EQUAL: accumulator == operand,
                AT_LEAST: accumulator >= operand,
                ANY_BIT: bool(accumulator & operand),
            }[operation]
            place += if_true if holds else if_false
        else:
            return int(operand)


def calls_of(rule: str, machine: str) -> list[tuple[int, int, tuple[int, ...]]]:
    """Calls that a rule is to refuse: number, architecture, arguments."""
    column = MACHINES.index(machine)
    own, other = system_calls.ARCHITECTURES[machine], system_calls.ARCHITECTURES[MACHINES[1 - column]]
    special: dict[str, list[tuple[int, int, tuple[int, ...]]]] = {
        "other architectures": [(0, other, ())],
        "hidden clone": [(system_calls.CLONE3[column], own, ())],
        "clone into namespaces": [(system_calls.CLONE[column], own, (bit | 17,)) for bit in (0x10000000, 0x20000000)],
        "socket families": [(system_calls.SOCKET[column], own, (family,)) for family in (16, 17, 38, 40)],
        "typing for others": [(system_calls.IOCTL[column], own, (0, 0x5412))],
        "pasting for others": [(system_calls.IOCTL[column], own, (0, 0x541C))],
    }
    special |= {name: [(system_calls.IOCTL[column], own, (0, asked))] for name, asked in ATTRIBUTE_REQUESTS.items()}
    for name, (numbers, wanted) in (OWN_PROCESS | SCHEDULING).items():
        places = [[wanted[one] + (one == changed) for one in sorted(wanted)] for changed in wanted]
        special[name] = [(numbers[column], own, tuple(given)) for given in places]
    named = [(pair[column], own, ()) for pair in (REFUSED | REFUSED_BARE).get(rule, {}).values()]
    return special.get(rule, []) + [(number, where, given) for number, where, given in named if number is not None]


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("rule", RULES_BARE)
def test_each_rule_is_needed(rule: str, machine: str) -> None:
    """With the rule its calls are refused; without it every one of them goes through."""
    isolated = rule in RULES
    whole, less = (compile_filter(without, isolated, machine) for without in (frozenset[str](), frozenset({rule})))
    for number, architecture, arguments in calls_of(rule, machine):
        assert judge_call(whole, number, architecture, *arguments) != ALLOW
        assert judge_call(less, number, architecture, *arguments) == ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_ordinary_calls_go_through(machine: str) -> None:
    """Reading, forking without namespaces, local and internet sockets are nobody's harm."""
    program, own = compile_filter(machine=machine), system_calls.ARCHITECTURES[machine]
    column = MACHINES.index(machine)
    asked = [(number, ()) for number in HARMLESS[machine]]
    asked += [(system_calls.SOCKET[column], (family,)) for family in (1, 2, 10)]  # type: ignore[misc]
    asked += [(system_calls.IOCTL[column], (0, 0x5401)), (system_calls.CLONE[column], (17,))]  # type: ignore[list-item]
    assert [number for number, given in asked if judge_call(program, number, own, *given) != ALLOW] == []


def test_numbers_of_another_table_end_the_process() -> None:
    """The x32 numbers of x86_64 would get round every rule."""
    assert judge_call(compile_filter(machine="x86_64"), 0x40000000 + 101, 0xC000003E) == KILL


def test_without_a_network_only_local_sockets_are_left() -> None:
    """Where there is no network namespace, the filter stands in for it."""
    program = compile_filter(isolated=False, machine="x86_64")
    answers = [judge_call(program, 41, 0xC000003E, family) == ALLOW for family in (1, 2, 10)]
    assert answers == [True, False, False]


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("isolated", [True, False])
def test_a_process_may_do_to_itself_what_it_may_not_do_to_others(machine: str, isolated: bool) -> None:
    """Limits, priority, processors and scheduling of the calling process, which is number 0, are its own affair."""
    program, own = compile_filter(isolated=isolated, machine=machine), system_calls.ARCHITECTURES[machine]
    column = MACHINES.index(machine)
    for numbers, wanted in (OWN_PROCESS | SCHEDULING).values():
        assert judge_call(program, numbers[column], own, *(wanted[place] for place in sorted(wanted))) == ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_a_program_may_say_when_and_where_its_own_processes_run(machine: str) -> None:
    """With namespaces, by their numbers, as of ``os.getpid()``; the supervisor's number is refused."""
    program, own = compile_filter(machine=machine), system_calls.ARCHITECTURES[machine]
    bare = compile_filter(isolated=False, machine=machine)
    for numbers, wanted in SCHEDULING.values():
        *kinds, _ = (wanted[place] for place in sorted(wanted))
        for process in (0, SUPERVISOR, 2, 70_000):
            call = numbers[MACHINES.index(machine)], own, *kinds, process
            assert (judge_call(program, *call) == ALLOW) == (process != SUPERVISOR)
            assert (judge_call(bare, *call) == ALLOW) == (process == 0)


def in_child(deed: Callable[[], int]) -> int:
    """The exit status of a child that does something to itself."""
    child = os.fork()
    if child == 0:
        try:
            os._exit(deed())
        finally:
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def refused_calls(without: frozenset[str]) -> int:
    """Install the filter in this process and call everything it names; how many calls the kernel let through."""
    machine = os.uname().machine
    column = MACHINES.index(machine)
    confinement.filter_calls(compile_filter(without))
    through = 0
    for named in REFUSED.values():
        for name, numbers in named.items():
            value, number = 0 if name in ASKED_WITH_ZEROS else -1, numbers[column]
            if number is not None:
                answer = confinement.library.syscall(ctypes.c_long(number), *[ctypes.c_long(value)] * 6)
                through += answer != -1 or ctypes.get_errno() != errno.EPERM
    return through


def test_the_kernel_agrees() -> None:
    """The real kernel refuses every call of the table, and fewer when a rule is missing."""
    assert in_child(lambda: refused_calls(frozenset())) == 0
    assert in_child(lambda: refused_calls(frozenset({"keyrings"}))) == len(REFUSED["keyrings"])
