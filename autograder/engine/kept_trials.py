"""Keep for a while which level of sandbox a machine gave, so that to grade one more program needs no new attacks.

Theory of operation. What the kit's own attacks have shown (:mod:`autograder.engine.canaries`) holds as long as all that
it follows from is the same. So a trial is kept under a digest of that: the kit's own files; the running system and its
kernel; every setting of the kernel that can be read, its security modules, and the mounts; who the grader is, with its
capabilities, groups, limits, namespaces and control group; the programs that make a sandbox and run in it, by inode and
time of change; and where sandboxes are made. What is not in it, such as a profile of AppArmor that is loaded meanwhile,
counts for some hours at most. A level that could not be had is tried each time, and so is every level by ``doctor``.

Entries are files in a folder of the user's own (``XDG_CACHE_HOME``). No program that is graded can see it: no sandbox
that promises anything shows it. What is damaged, another user's or open to others is no entry.
"""

import contextlib
import hashlib
import os
import platform
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from autograder import files
from autograder.engine.canaries import CANARIES, Trial, try_level
from autograder.sandbox.interpreter import SYSTEM
from autograder.sandbox.levels import Level
from autograder.sandbox.namespaces import programs

SECONDS = 6 * 3600  # how long a trial counts
MOST_BYTES = 100_000  # of an entry
PACKAGE = Path(__file__).parents[1]
PROC = Path("/proc")
SETTINGS = ("kernel", "user", "fs")  # folders of /proc/sys
# What changes by itself, or is no setting: counters, random numbers, mounts of their own (proc_sys_kernel(5)).
NO_SETTINGS = (
    *("random", "ns_last_pid", "pty", "perf_event_max_sample_rate", "binfmt_misc", "quota", "tainted"),
    *("aio-nr", "dentry-state", "file-nr", "inode-nr", "inode-state"),
)
ABOUT_SELF = (
    *("Umask", "Uid", "Gid", "Groups", "NoNewPrivs", "Seccomp", "Seccomp_filters"),
    *("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"),
)
OTHERS = (
    *("sys/kernel/random/boot_id", "self/cgroup", "self/mountinfo", "self/limits"),
    *("self/attr/current", "self/uid_map", "self/gid_map", "sys/vm/overcommit_memory", "sys/vm/mmap_min_addr"),
)
MODULES = Path("/sys/kernel/security/lsm")


class Entry(msgspec.Struct, forbid_unknown_fields=True):
    """What is kept of a trial in which a level was had."""

    level: Level
    tried: float  # in seconds since the epoch
    python: str
    seen: dict[str, str]


def folder() -> Path:
    """Where the user's programs keep what can be made anew (XDG Base Directory Specification)."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else Path.home() / ".cache") / "autograder" / "levels"


def keep_or_try(level: Level, attempt: Callable[[Level], Trial] = try_level) -> Trial:
    """What became of a level here: as it was kept, or else by trying it now and keeping what came of it."""
    key = digest_of(conditions(level))
    kept = read(key, level)
    return kept if kept is not None else try_and_keep(level, attempt, key)


def try_and_keep(level: Level, attempt: Callable[[Level], Trial] = try_level, key: str = "") -> Trial:
    """Try a level now, whatever is kept of it, and keep what comes of it."""
    key = key or digest_of(conditions(level))
    trial = attempt(level)
    if trial.had and digest_of(conditions(level)) == key:  # nothing has changed meanwhile
        entry = Entry(level, time.time(), trial.python, dict(trial.seen))
        with contextlib.suppress(OSError, RuntimeError):  # then it is tried again the next time
            folder().mkdir(mode=0o700, parents=True, exist_ok=True)
            files.replace(folder() / key, msgspec.json.encode(entry))
            tidy()
    return trial


def read(key: str, level: Level) -> Trial | None:
    """The trial that is kept under this key; None where there is none that can be relied on."""
    try:
        path = folder() / key
        if not all(map(is_own, (path.parent, path))) or path.stat().st_size > MOST_BYTES:
            return None
        entry = msgspec.json.decode(path.read_bytes(), type=Entry)
    except (OSError, RuntimeError, msgspec.DecodeError):
        return None
    worked = tuple(name for name, what in entry.seen.items() if what == "worked")
    trial = Trial(level, "", worked, entry.python, entry.seen)
    sound = entry.level is level and entry.seen and entry.seen.keys() <= CANARIES.keys() and trial.had
    return trial if sound and 0 <= time.time() - entry.tried < SECONDS else None


def is_own(path: Path) -> bool:
    """Whether a file or folder is this user's, and nobody else can write to it."""
    found = path.lstat()
    mode = found.st_mode
    plain = stat.S_ISREG(mode) or stat.S_ISDIR(mode)
    return plain and found.st_uid == os.geteuid() and not mode & (stat.S_IWGRP | stat.S_IWOTH)


def tidy() -> None:
    """Remove what counts no more."""
    for path in folder().iterdir():
        if time.time() - path.stat().st_mtime > SECONDS:
            path.unlink(missing_ok=True)


def digest_of(parts: list[str]) -> str:
    """One short name for all the conditions."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape")
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()


def conditions(level: Level) -> list[str]:
    """All that is known of what a trial of this level follows from."""
    about = [line for line in text_of(PROC / "self/status").splitlines() if line.partition(":")[0] in ABOUT_SELF]
    spaces = [f"{path.name} {os.readlink(path)}" for path in sorted((PROC / "self/ns").glob("*"))]
    tools = [*programs(), os.path.realpath(getattr(sys, "_base_executable", "") or sys.executable)]
    tools += [str(path) for path in sorted(SYSTEM.glob(f"python{sys.version_info.major}*"))]
    return [
        *(str(level), sys.version, *platform.uname(), tempfile.gettempdir()),
        *about,
        *spaces,
        *(text_of(PROC / name) for name in OTHERS),
        text_of(MODULES),
        *settings(),
        *map(look_at, tools),
        *kit(),
    ]


def settings() -> Iterator[str]:
    """Every setting of the kernel by name, with its value as far as this user may read it."""
    for part in SETTINGS:
        for place, folders, names in os.walk(PROC / "sys" / part):
            folders[:] = sorted(name for name in folders if name not in NO_SETTINGS)
            for name in sorted(set(names) - set(NO_SETTINGS)):
                path = Path(place, name)
                yield f"{path.relative_to(PROC)} {text_of(path)}"


def kit() -> Iterator[str]:
    """The kit's own files that make a sandbox, attack it and run in it."""
    for pattern in ("*.py", "engine/*.py", "inside/*.py", "sandbox/*.py"):
        for path in sorted(PACKAGE.glob(pattern)):
            yield f"{path.relative_to(PACKAGE)} {text_of(path)}"


def look_at(program: str) -> str:
    """Which file a program is, without reading it."""
    try:
        found = os.stat(program)
    except OSError:
        return program
    return f"{program} {found.st_dev} {found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


def text_of(path: Path) -> str:
    """What a file says, or that it may not be read."""
    try:
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return "cannot be read"
