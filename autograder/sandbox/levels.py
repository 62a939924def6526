"""How well a sandbox can be closed on this machine: five levels, and what each of them guarantees.

A level is a way of building a sandbox. What it is worth is not read off a version: the kit's own
canary attacks (:mod:`autograder.engine.canaries`) try each guarantee before a class is graded.
"""

from enum import StrEnum


class Guarantee(StrEnum):
    """One thing that a submission cannot do; the value is the sentence that an instructor reads."""

    FILES = "reads, writes and changes no file but its own (at D, outside of /dev/shm)"
    MEMORY = "cannot reach the memory of the grader"
    PROCESSES = "signals, limits and schedules no process but its own"
    NETWORK = "reaches no network"
    CALLS = "is refused the system calls that multiprocessing does not need"
    SOCKETS = "reaches no socket of another program"
    END = "is ended as a whole by the kernel, in one step"
    COUNT = "has a number of processes of its own that it cannot exceed"
    SCRATCH = "has temporary files and shared memory of its own, of bounded size"
    TOTAL = "has one bound on all its memory together"
    SILENCE = "tells a run beside it nothing"  # no level promises that


class Level(StrEnum):
    """The five levels, best first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"

    @property
    def summary(self) -> str:
        """What this level is made of."""
        return SUMMARIES[self]

    @property
    def guarantees(self) -> frozenset[Guarantee]:
        """What this level promises."""
        return GUARANTEES[self]

    def meets(self, required: "Level") -> bool:
        """Whether this level promises all that another one does. B and C meet each other."""
        return self.guarantees >= required.guarantees


SUMMARIES = {
    Level.A: "control groups over B or C",
    Level.B: "user, pid, mount, ipc and network namespaces; own process 1; seccomp; limits",
    Level.C: "the same without a user namespace: made by root, run as an ordinary user of its own",
    Level.D: "no namespaces: Landlock, seccomp and a supervisor that adopts every orphan",
    Level.E: "resource limits alone; for programs that are trusted",
}
BARE: frozenset[Guarantee] = frozenset()
LANDLOCK = BARE | {Guarantee.FILES, Guarantee.MEMORY, Guarantee.PROCESSES, Guarantee.NETWORK, Guarantee.CALLS}
NAMESPACES = LANDLOCK | {Guarantee.SOCKETS, Guarantee.END, Guarantee.COUNT, Guarantee.SCRATCH}
GUARANTEES = {
    Level.A: NAMESPACES | {Guarantee.TOTAL},
    Level.B: NAMESPACES,
    Level.C: NAMESPACES,
    Level.D: LANDLOCK,
    Level.E: BARE,
}
