"""A level is tried anew unless all that a trial follows from is as it was, and the entry can be relied on."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from autograder.engine import kept_trials
from autograder.engine.canaries import CANARIES, Trial
from autograder.engine.kept_trials import Entry, conditions, keep_or_try, try_and_keep
from autograder.sandbox.levels import Level

SEEN = dict.fromkeys(CANARIES, "held back")


class Machine:
    """Counts how often a level is tried, and what comes of that."""

    def __init__(self) -> None:
        """Nothing was tried yet."""
        self.tried: list[Level] = []
        self.seen, self.reason = dict(SEEN), ""

    def attempt(self, level: Level) -> Trial:
        """Try it."""
        self.tried.append(level)
        worked = tuple(name for name, what in self.seen.items() if what == "worked")
        return Trial(level, self.reason, worked, "3.11.2", self.seen)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with a cache of its own, and a kernel whose settings can be written."""
    proc = tmp_path / "proc"
    for name in ("sys/kernel/yama/ptrace_scope", "sys/user/max_user_namespaces", "sys/kernel/random/boot_id"):
        (proc / name).parent.mkdir(parents=True, exist_ok=True)
        (proc / name).write_text("1\n")
    for name in ("status", "mountinfo", "cgroup"):
        (proc / "self" / "ns").mkdir(parents=True, exist_ok=True)
        (proc / "self" / name).write_text("Uid:\t1\nCapEff:\t0\nVmRSS:\t1 kB\n")
    (proc / "self" / "ns" / "net").symlink_to("net:[1]")
    monkeypatch.setattr(kept_trials, "PROC", proc)
    monkeypatch.setattr(kept_trials, "MODULES", tmp_path / "lsm")
    monkeypatch.setattr(kept_trials, "PACKAGE", tmp_path / "kit")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Machine()


def entry() -> Path:
    """The one entry that is kept."""
    (found,) = kept_trials.folder().iterdir()
    return found


def test_a_level_is_tried_once(machine: Machine) -> None:
    """The same trial comes again, for its own level alone; `fresh` tries it anew."""
    first = keep_or_try(Level.B, machine.attempt)
    assert keep_or_try(Level.B, machine.attempt) == first
    assert machine.tried == [Level.B]
    keep_or_try(Level.A, machine.attempt)
    try_and_keep(Level.B, machine.attempt)
    assert machine.tried == [Level.B, Level.A, Level.B]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("proc/sys/kernel/yama/ptrace_scope", "0\n"),
        ("proc/sys/user/max_user_namespaces", "0\n"),
        ("proc/sys/kernel/new_setting", "1\n"),
        ("proc/sys/kernel/random/boot_id", "2\n"),
        ("proc/self/mountinfo", "another mount\n"),
        ("proc/self/cgroup", "another group\n"),
        ("proc/self/status", "Uid:\t1\nCapEff:\t1\nVmRSS:\t1 kB\n"),
        ("lsm", "landlock,apparmor\n"),
        ("kit/sandbox/filter.py", "pass\n"),
    ],
)
def test_what_a_trial_follows_from_makes_it_void(machine: Machine, tmp_path: Path, path: str, text: str) -> None:
    """A setting, a reboot, mounts, the grader's own powers, the kit's files."""
    keep_or_try(Level.B, machine.attempt)
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text)
    keep_or_try(Level.B, machine.attempt)
    assert len(machine.tried) == 2


def test_another_network_or_interpreter_makes_it_void(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A namespace by its number, a program by its inode and time of change."""
    program = tmp_path / "bwrap"
    program.write_text("one")
    monkeypatch.setattr(kept_trials, "programs", lambda: [str(program)])
    keep_or_try(Level.B, machine.attempt)
    (tmp_path / "proc/self/ns/net").unlink()
    (tmp_path / "proc/self/ns/net").symlink_to("net:[2]")
    keep_or_try(Level.B, machine.attempt)
    program.write_text("another")
    keep_or_try(Level.B, machine.attempt)
    assert len(machine.tried) == 3


def test_what_changes_by_itself_does_not(machine: Machine, tmp_path: Path) -> None:
    """How much memory the grader has, and which pid came last."""
    keep_or_try(Level.B, machine.attempt)
    (tmp_path / "proc/self/status").write_text("Uid:\t1\nCapEff:\t0\nVmRSS:\t2 kB\n")
    (tmp_path / "proc/sys/kernel/ns_last_pid").write_text("7\n")
    keep_or_try(Level.B, machine.attempt)
    assert machine.tried == [Level.B]


def older() -> None:
    """The entry is of long ago."""
    told = msgspec.json.decode(entry().read_bytes(), type=Entry)
    told.tried = time.time() - kept_trials.SECONDS - 1
    entry().write_bytes(msgspec.json.encode(told))


def from_the_future() -> None:
    """The entry would count for ever."""
    told = msgspec.json.decode(entry().read_bytes(), type=Entry)
    told.tried = time.time() + 1000
    entry().write_bytes(msgspec.json.encode(told))


def of_another_level() -> None:
    """The entry was put in another's place."""
    told = msgspec.json.decode(entry().read_bytes(), type=Entry)
    told.level = Level.C
    entry().write_bytes(msgspec.json.encode(told))


def with_an_attack() -> None:
    """An attack had worked."""
    told = msgspec.json.decode(entry().read_bytes(), type=Entry)
    told.seen["read a file"] = "worked"
    entry().write_bytes(msgspec.json.encode(told))


def without_attacks() -> None:
    """None was made."""
    told = msgspec.json.decode(entry().read_bytes(), type=Entry)
    told.seen = {}
    entry().write_bytes(msgspec.json.encode(told))


DAMAGES: list[Callable[[], object]] = [
    *(older, from_the_future, of_another_level, with_an_attack, without_attacks),
    lambda: entry().write_bytes(entry().read_bytes()[:-7]),
    lambda: entry().write_bytes(b"\xff" * 200_000),
    lambda: entry().chmod(0o666),
    lambda: kept_trials.folder().chmod(0o777),
]


@pytest.mark.parametrize("damage", range(len(DAMAGES)))
def test_an_entry_that_cannot_be_relied_on_is_none(machine: Machine, damage: int) -> None:
    """It is ignored, and the level is tried."""
    keep_or_try(Level.B, machine.attempt)
    DAMAGES[damage]()
    assert keep_or_try(Level.B, machine.attempt).had
    assert len(machine.tried) == 2


def test_a_link_is_no_entry(machine: Machine, tmp_path: Path) -> None:
    """Whoever could place one could place what it leads to."""
    keep_or_try(Level.B, machine.attempt)
    entry().rename(tmp_path / "elsewhere")
    (kept_trials.folder() / kept_trials.digest_of(conditions(Level.B))).symlink_to(tmp_path / "elsewhere")
    keep_or_try(Level.B, machine.attempt)
    assert len(machine.tried) == 2


@pytest.mark.parametrize(("seen", "reason"), [("worked", ""), ("held back", "there is no bubblewrap")])
def test_a_level_that_was_not_had_is_tried_each_time(machine: Machine, seen: str, reason: str) -> None:
    """So a machine that was mended can grade at once."""
    machine.seen["read a file"], machine.reason = seen, reason
    for _ in range(2):
        assert not keep_or_try(Level.B, machine.attempt).had
    assert len(machine.tried) == 2
    assert not kept_trials.folder().exists()


def test_what_changes_while_it_is_tried_is_not_kept(machine: Machine, tmp_path: Path) -> None:
    """What was tried may have been neither the one nor the other."""

    def attempt(level: Level) -> Trial:
        (tmp_path / "proc/sys/kernel/yama/ptrace_scope").write_text(f"{len(machine.tried)}\n")
        return machine.attempt(level)

    keep_or_try(Level.B, attempt)
    assert not kept_trials.folder().exists()


def test_a_folder_that_cannot_be_written_costs_nothing(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then every level is tried."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    for _ in range(2):
        assert keep_or_try(Level.B, machine.attempt).had
    assert len(machine.tried) == 2


def test_this_machine_stays_as_it_is() -> None:
    """No setting that changes by itself is among the conditions."""
    first = conditions(Level.B)
    assert conditions(Level.B) == first
    assert any(one.startswith("sys/kernel/pid_max ") for one in first)
    assert os.readlink("/proc/self/ns/user") in " ".join(first)
