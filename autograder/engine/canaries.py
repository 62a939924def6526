"""Find out what a sandbox is worth here, by attacking it.

Theory of operation. What a machine allows follows from its kernel, its settings, the container
around it and the user, and no version number says it. So the kit makes a sandbox of each level and
runs attacks of its own in it (:mod:`autograder.inside.canaries`), as it would run a submission. The
targets are real: a file, a process, a listening socket of the grader's. An attack that works is a
failed canary; a level of which a promised canary has failed is not had on this machine.
"""

import contextlib
import os
import secrets
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from autograder.engine import judge
from autograder.engine.evidence import Ending
from autograder.engine.scenario import Scenario
from autograder.engine.steps import call
from autograder.errors import AutograderError, KitError, UsageError
from autograder.sandbox.bare import SHARED_MEMORY
from autograder.sandbox.folders import canary_program
from autograder.sandbox.levels import Guarantee, Level
from autograder.sandbox.limits import MEBIBYTE, Limits
from autograder.sandbox.namespaces import programs
from autograder.sandbox.sandbox import ELSEWHERE, Sandbox

CANARIES = {
    "read a file": Guarantee.FILES,
    "write a file": Guarantee.FILES,
    "write beside its own": Guarantee.FILES,
    "change a file's mode": Guarantee.FILES,
    "change an opened file's mode": Guarantee.FILES,
    "change a file's owner": Guarantee.FILES,
    "change a file's times": Guarantee.FILES,
    "change a file's attributes": Guarantee.FILES,
    "remove a file's attribute": Guarantee.FILES,
    "change a file's flags": Guarantee.FILES,
    "watch a file": Guarantee.FILES,
    "read the grader's memory": Guarantee.MEMORY,
    "read the supervisor's memory": Guarantee.MEMORY,
    "read the supervisor's environment": Guarantee.MEMORY,
    "signal the grader": Guarantee.PROCESSES,
    "limit the grader": Guarantee.PROCESSES,
    "limit the supervisor": Guarantee.PROCESSES,
    "slow everybody down": Guarantee.PROCESSES,
    "slow the grader down": Guarantee.PROCESSES,
    "choose the grader's processors": Guarantee.PROCESSES,
    "choose the grader's scheduling": Guarantee.PROCESSES,
    "choose the grader's scheduling parameters": Guarantee.PROCESSES,
    "choose the grader's scheduling attributes": Guarantee.PROCESSES,
    "choose the grader's input and output": Guarantee.PROCESSES,
    "slow the supervisor down": Guarantee.PROCESSES,
    "choose the supervisor's processors": Guarantee.PROCESSES,
    "choose the supervisor's scheduling": Guarantee.PROCESSES,
    "choose the supervisor's scheduling parameters": Guarantee.PROCESSES,
    "choose the supervisor's scheduling attributes": Guarantee.PROCESSES,
    "choose the supervisor's input and output": Guarantee.PROCESSES,
    "connect to the network": Guarantee.NETWORK,
    "connect to a socket": Guarantee.SOCKETS,
    "connect to an abstract socket": Guarantee.SOCKETS,
    "trace": Guarantee.CALLS,
    "make a namespace": Guarantee.CALLS,
    "make lasting shared memory": Guarantee.CALLS,
    "make a file in memory": Guarantee.CALLS,
    "have many processes": Guarantee.COUNT,
    "fill temporary files": Guarantee.SCRATCH,
    "fill shared memory": Guarantee.SCRATCH,
    "change shared memory": Guarantee.SCRATCH,
    "share much memory": Guarantee.TOTAL,
    "hear of another's lock": Guarantee.SILENCE,
}


class KernelLimits(Limits):
    """Limits that the kernel alone keeps: what it does is what the canaries try."""

    watched: ClassVar[bool] = False


LIMITS = KernelLimits(processes=12, memory_together=192 * MEBIBYTE)
SETTINGS = {
    "kernel/apparmor_restrict_unprivileged_userns": (
        "1",
        "run `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0` (Ubuntu 24.04 and later)",
    ),
    "kernel/unprivileged_userns_clone": ("0", "run `sudo sysctl kernel.unprivileged_userns_clone=1` (Debian)"),
    "user/max_user_namespaces": ("0", "run `sudo sysctl user.max_user_namespaces=10000`"),
}
INSTALL = "install bubblewrap (`apt install bubblewrap`)"
IN_CONTAINER = (
    "start the container with `--security-opt seccomp=unconfined --security-opt apparmor=unconfined "
    "--security-opt systempaths=unconfined`, or with `--cap-add SYS_ADMIN` beside them if it runs as root"
)
ON_GRADESCOPE = (
    "on Gradescope, whose containers cannot be changed, use `--require-level D`, or grade on a machine of your own"
)


@dataclass(frozen=True)
class Trial:
    """What became of one level: why it cannot be made (or nothing), which attacks worked, and on which Python."""

    level: Level
    reason: str
    worked: tuple[str, ...] = ()
    python: str = ""  # the version of the interpreter inside
    seen: Mapping[str, str] = field(default_factory=dict)  # of every attack that was made

    @property
    def failed(self) -> tuple[str, ...]:
        """The canaries that a sandbox of this level promises to hold back, and did not."""
        return tuple(name for name in self.worked if CANARIES[name] in self.level.guarantees)

    @property
    def had(self) -> bool:
        """Whether this level can be had here."""
        return not self.reason and not self.failed

    @property
    def trouble(self) -> str:
        """Why it cannot be had, in words."""
        return self.reason or "these attacks worked: " + ", ".join(self.failed)


@contextlib.contextmanager
def targets(runs: Path) -> Iterator[list[Any]]:
    """What the attacks aim at: files in a folder of the sandbox's, but outside of a run; this process; sockets.

    And a lock, on a file that every submission may read; it keeps nobody else from holding the same.
    """
    import fcntl  # which Windows has not, where nothing is attacked

    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="canary-", dir=runs)))
        folder.chmod(0o755)
        files = [folder / "secret", folder / "open"]
        for path, mode in zip(files, (0o644, 0o666), strict=True):
            path.write_text("nobody inside is to read this")
            path.chmod(mode)
        with contextlib.suppress(OSError):  # a file system may know no attributes
            os.setxattr(files[1], "user.target", b"")
        shared = str(folder / "none")
        with contextlib.suppress(OSError):  # there may be no such place
            shared = stack.enter_context(tempfile.NamedTemporaryFile(prefix="canary-", dir=SHARED_MEMORY)).name
        fcntl.flock(stack.enter_context(open(os.devnull)), fcntl.LOCK_SH | fcntl.LOCK_NB)
        abstract = f"canary-{secrets.token_hex(8)}"
        addresses: list[Any] = [("127.0.0.1", 0), str(folder / "socket"), "\0" + abstract]
        families = (socket.AF_INET, socket.AF_UNIX, socket.AF_UNIX)
        listeners = [stack.enter_context(socket.socket(family, socket.SOCK_STREAM)) for family in families]
        for listener, address in zip(listeners, addresses, strict=True):
            listener.bind(address)
            listener.listen()
        (folder / "socket").chmod(0o666)
        port = listeners[0].getsockname()[1]
        yield [*map(str, files), os.getpid(), port, str(folder / "socket"), abstract, shared]


def attack(sandbox: Sandbox, names: tuple[str, ...] = tuple(CANARIES)) -> dict[str, str]:
    """What is seen of each attack in this sandbox (``worked``, if it does); :class:`KitError` if it cannot be made."""
    folder = sandbox.student_folder("canaries.py", canary_program(), {})
    with targets(sandbox.runs) as aims:
        scenario = Scenario(call("attack", *aims, list(names)))
        evidence = judge.run(sandbox, folder, "canaries", scenario, "fork", "canaries", LIMITS)
    if evidence.ending is not Ending.FINISHED or not isinstance(evidence.steps[0].value, list):
        error = evidence.steps[0].error if evidence.steps else None
        why = f"{error.type}: {error.message}" if error else f"{evidence.ending.value}. {evidence.errors[-300:]}"
        raise KitError(f"The kit's own attacks could not be made: {why}")
    return dict(evidence.steps[0].value)


def worked(seen: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the attacks that worked."""
    return tuple(name for name, what in seen.items() if what == "worked")


def try_level(level: Level) -> Trial:
    """Make a sandbox of one level and attack it."""
    # Where there is no cap on all memory together, it is no use to use it up.
    names = tuple(name for name, guarantee in CANARIES.items() if guarantee is not Guarantee.TOTAL)
    try:
        with Sandbox(level) as sandbox:
            seen = attack(sandbox, tuple(CANARIES) if level is Level.A else names)
            return Trial(level, "", worked(seen), sandbox.interpreter.version, seen)
    except AutograderError as error:
        return Trial(level, str(error))


def choose(required: Level, attempt: Callable[[Level], Trial] | None = None) -> Trial:
    """The best level that can be had here and promises what ``required`` does; else raise :class:`KitError`.

    ``attempt`` says what becomes of a level, where that is not just to be tried (:mod:`autograder.engine.kept_trials`).
    """
    if sys.platform != "linux":
        raise UsageError(ELSEWHERE)
    tried = []
    for level in Level:
        if level.meets(required):
            tried.append((attempt or try_level)(level))
            if tried[-1].had:
                return tried[-1]
    why = "; ".join(f"{one.level}: {one.trouble.rstrip('.')}" for one in tried)
    raise KitError(f"This machine cannot give level {required} ({why}). To mend it, {remedy()}.")


def remedy(proc: Path = Path("/proc/sys"), root: Path = Path("/")) -> str:
    """What to change on this machine so that it gives level B or better, as far as can be told from its settings."""
    if (root / "autograder" / "run_autograder").exists():
        return ON_GRADESCOPE
    found = [] if programs() else [INSTALL]
    for name, (value, deed) in SETTINGS.items():
        path = proc / name
        if path.is_file() and path.read_text().strip() == value:
            found.append(deed)
    if any((root / name).exists() for name in (".dockerenv", "run/.containerenv")):
        found.append(IN_CONTAINER)
    if not found:
        found.append(f"{INSTALL}, or run as root")
    return " and ".join(found) + "; `autograder doctor` shows what is missing"
