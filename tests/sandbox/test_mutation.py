"""Every part of the sandbox is needed: without it, an attack works that does not work with it."""

import os
import textwrap
from dataclasses import dataclass, field

import pytest

from autograder.engine import canaries, judge
from autograder.engine.evidence import Evidence
from autograder.engine.scenario import Scenario
from autograder.engine.steps import call
from autograder.errors import KitError
from autograder.sandbox.levels import Level
from autograder.sandbox.limits import MEBIBYTE, Limits
from autograder.sandbox.namespaces import ALWAYS, REMOUNTS, SCRATCH_PATHS
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import Sandboxes

TOOLS = """
import os, resource, socket

def works(deed):
    try:
        deed()
    except (OSError, MemoryError):
        return False
    return True

def writable(path):
    return not os.statvfs(path).f_flag & os.ST_RDONLY

def write(path, size=1):
    with open(path, "wb") as file:
        file.write(b"x" * size)
"""
SMALL = Limits(
    processes=12, memory=96 * MEBIBYTE, file_size=MEBIBYTE, open_files=64, wall_seconds=1.0, cpu_seconds=30.0
)


@dataclass(frozen=True)
class Part:
    """One part of the sandbox: what is left out, the level that has it, and an attack: a canary or an expression."""

    name: str
    level: Level
    attack: str
    beside: frozenset[str] = field(default_factory=frozenset)  # parts that would hold the same attack back

    @property
    def without(self) -> frozenset[str]:
        """What is left out."""
        return frozenset({self.name}) | self.beside


ORDINARY = Level.C if Sandbox.is_root() else Level.B  # the level of namespaces that this user makes
PARTS = [
    Part("--unshare-ipc", ORDINARY, "os.readlink('/proc/self/ns/ipc') == OUTSIDE['ipc']"),
    Part("--unshare-net", ORDINARY, "connect to the network"),
    Part("--unshare-uts", ORDINARY, "os.readlink('/proc/self/ns/uts') == OUTSIDE['uts']"),
    Part("--unshare-cgroup-try", ORDINARY, "os.readlink('/proc/self/ns/cgroup') == OUTSIDE['cgroup']"),
    Part("--new-session", ORDINARY, "os.getsid(os.getppid()) != os.getppid()"),
    Part("--disable-userns", Level.B, "make a namespace", frozenset({"namespaces"})),
    Part("--remount-ro /", Level.B, "works(lambda: write('/written'))"),
    Part("--remount-ro /dev", Level.B, "works(lambda: write('/dev/written'))"),
    Part("--ro-bind /kit", ORDINARY, "writable('/kit')"),
    Part("--ro-bind /judge", ORDINARY, "writable('/judge')"),
    Part("--ro-bind /home/student", ORDINARY, "writable('/home/student')"),
    Part("--size /tmp", ORDINARY, "fill temporary files"),
    Part("--size /dev/shm", ORDINARY, "fill shared memory"),
    Part("undumpable", Level.B, "read the supervisor's memory"),
    Part("RLIMIT_NPROC", ORDINARY, "have many processes"),
    Part("RLIMIT_DATA", ORDINARY, "works(lambda: bytearray(128 * 1024 * 1024))"),
    Part("RLIMIT_FSIZE", ORDINARY, "works(lambda: write('/tmp/large', 2 * 1024 * 1024))"),
    Part("RLIMIT_NOFILE", ORDINARY, "works(lambda: [os.open('/dev/null', 0) for _ in range(100)])"),
    Part("RLIMIT_CORE", ORDINARY, "resource.getrlimit(resource.RLIMIT_CORE)[1] != 0"),
    Part("namespaces", ORDINARY, "make a namespace", frozenset({"--disable-userns"})),
    Part("other processes", ORDINARY, "trace"),
    Part("times of files", ORDINARY, "works(lambda: os.utime('/dev/null'))"),
    Part("lasting shared memory", ORDINARY, "make lasting shared memory"),
    Part("files in memory", ORDINARY, "make a file in memory"),
    Part("socket families", Level.D, "works(lambda: socket.socket(socket.AF_INET))"),
    Part("cgroup memory", Level.A, "share much memory", frozenset({"cgroup swap"})),
    Part("cgroup processes", Level.A, "have many processes", frozenset({"RLIMIT_NPROC"})),
    Part("landlock", Level.D, "read a file"),
    Part("limits of others", ORDINARY, "limit the supervisor"),
    Part("priority of others", ORDINARY, "slow the supervisor down"),
    Part("processors of others", ORDINARY, "choose the supervisor's processors"),
    Part("scheduling of others", ORDINARY, "choose the supervisor's scheduling"),
    Part("scheduling parameters of others", ORDINARY, "choose the supervisor's scheduling parameters"),
    Part("scheduling attributes of others", ORDINARY, "choose the supervisor's scheduling attributes"),
    Part("input and output of others", ORDINARY, "choose the supervisor's input and output"),
    Part("priority of others", ORDINARY, "slow everybody down"),
    Part("priority of others", Level.D, "slow everybody down"),
    Part("times of files", Level.D, "change a file's times"),
    Part("attributes", Level.D, "change a file's attributes"),
    Part("attributes", Level.D, "remove a file's attribute"),
    Part("file system events", Level.D, "watch a file"),
]
if not Sandbox.is_root():  # without namespaces, root's submissions run as a user who owns nothing else
    PARTS += [
        Part("modes", Level.D, "change a file's mode"),
        Part("modes", Level.D, "change an opened file's mode"),
        Part("flags", Level.D, "change a file's flags"),
        Part("owners", Level.D, "change a file's owner"),
        Part("limits of others", Level.D, "limit the grader"),
        Part("priority of others", Level.D, "slow the grader down"),
        Part("processors of others", Level.D, "choose the grader's processors"),
        Part("scheduling of others", Level.D, "choose the grader's scheduling"),
        Part("scheduling parameters of others", Level.D, "choose the grader's scheduling parameters"),
        Part("scheduling attributes of others", Level.D, "choose the grader's scheduling attributes"),
        Part("input and output of others", Level.D, "choose the grader's input and output"),
    ]


def works(sandbox: Sandbox, part: Part) -> bool:
    """Whether an attack works in a sandbox."""
    if part.attack in canaries.CANARIES:
        return bool(canaries.worked(canaries.attack(sandbox, (part.attack,))))
    return evaluate(sandbox, part.attack).steps[0].value is True


def evaluate(sandbox: Sandbox, expression: str) -> Evidence:
    """The evidence of a program that gives one expression."""
    outside = {name: os.readlink(f"/proc/self/ns/{name}") for name in ("ipc", "uts", "cgroup")}
    source = f"{TOOLS}\nOUTSIDE = {outside!r}\ndef go(): return {expression}"
    folder = sandbox.student_folder("program.py", textwrap.dedent(source).encode(), {})
    return judge.run(sandbox, folder, "program", Scenario(call("go")), "fork", "armour", SMALL)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{part.level}-{part.name}")
def test_each_part_is_needed(part: Part, sandboxes: Sandboxes) -> None:
    """The attack works without the part, and does not work with it."""
    assert not works(sandboxes(part.level), part)
    with Sandbox(part.level, part.without) as less:
        assert works(less, part)


def test_every_part_that_can_be_left_out_has_a_case() -> None:
    """No option of bubblewrap, limit or cap is there that no attack speaks for."""
    elsewhere = {"--unshare-pid", "--as-pid-1"}  # a test of their own below
    parts = {*ALWAYS, *(f"--remount-ro {path}" for path in REMOUNTS), *(f"--size {path}" for path in SCRATCH_PATHS)}
    parts |= set(Limits().resources())
    assert parts - elsewhere <= {part.name for part in PARTS}


@pytest.mark.parametrize("name", ["--unshare-pid", "--as-pid-1"])
def test_without_our_process_1_nothing_is_graded(name: str) -> None:
    """A sandbox in which somebody else is process 1, or in which there is no such process, is an error of the kit's."""
    with pytest.raises(KitError), Sandbox(ORDINARY, frozenset({name})) as less:
        evaluate(less, "1")
