"""Attacks 03, 05 and 06: the grader's memory, tokens in environments, secrets in command lines, all by /proc.

expect: N
hole E: it may look at whatever the grading user runs
variants: 03_memory_of_the_grader, 05_environment, 06_command_lines
"""

import os
from multiprocessing import Process

OWN_NAMES = {b"PWD", b"LC_CTYPE", b"TMPDIR"}
WORDS = (b"solutions", b"exercises", b"pytest", b"seed", b"results", b"bwrap")
SHOWN = 100  # characters: other programs of this machine may have a whole script in their command line


def processes():
    try:
        return [int(one) for one in os.listdir("/proc") if one.isdigit()]
    except OSError:
        own = os.getpid()
        return [*range(1, 300), *range(max(300, own - 2000), own + 200)]


def read(pid, name):
    try:
        with open(f"/proc/{pid}/{name}", "rb") as stream:
            return stream.read(100_000) if name != "mem" else b"opened"
    except OSError:
        return b""


def attack():
    for pid in processes():
        if VARIANT.startswith("03") and pid != os.getpid() and read(pid, "mem"):
            print(f"HOLE: the memory of process {pid} can be read")
        names = {entry.partition(b"=")[0] for entry in read(pid, "environ").split(b"\0") if entry}
        if VARIANT.startswith("05") and names - OWN_NAMES:
            print(f"HOLE: the environment of process {pid} holds {str(names)[:SHOWN]}")
        line = read(pid, "cmdline")
        if VARIANT.startswith("06") and any(word in line for word in WORDS):
            print(f"HOLE: process {pid} is {line[:SHOWN]}")
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
