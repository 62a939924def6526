"""The road of macOS and Windows, run here: Linux's ``SO_PEERCRED`` attests in the place of their own calls.

Nothing of it has been run on those systems. Their two calls are tried with a recorder in their place.
"""

import contextlib
import ctypes
import multiprocessing
import os
import select
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing.connection import Client
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
from click.testing import CliRunner

from autograder import platforms
from autograder.checks.course import Course
from autograder.checks.endings import say_ending
from autograder.checks.results import ExerciseResult, Outcome
from autograder.cli.check import check
from autograder.cli.doctor import doctor
from autograder.cli.exits import KIT_FAILED
from autograder.desk.grading import grade_file
from autograder.engine import canaries, judge
from autograder.engine.evidence import Ending, Evidence
from autograder.engine.probes import Probe
from autograder.engine.scenario import Scenario
from autograder.engine.steps import call
from autograder.errors import UsageError
from autograder.platforms import platform
from autograder.platforms.platform import MacOS, UnixPlatform, Windows, remove_left_folders
from autograder.platforms.transport import MessageConnection
from autograder.platforms.unconfined import Unconfined
from autograder.sandbox.levels import Level
from autograder.sandbox.limits import Limits
from tests.conftest import ROOT

CHILD = b"""
from multiprocessing import Process

def go(task):
    child = Process(target=task, args=("in the child",))
    child.start()
    child.join()
    return child.pid
"""
PRINTING = """
import sys
from multiprocessing import Process

def say():
    print(f"{sys.flags.utf8_mode}你好", flush=True)

def go(task):
    say()
    child = Process(target=say)
    child.start()
    child.join()
    task()
"""
HANGING = b"""
from multiprocessing import Event, Process

def go(task):
    never = Event()
    child = Process(target=never.wait)
    child.start()
    task("before")
    child.join()
"""
SPINNING = b"""
def go(task):
    while True:
        pass
"""


# The grandchild says hello as it is born; only then does the process above it end.
ORPHAN = b"""
import os

def go(task):
    reader, writer = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(writer, b"!")
            task("alone")
            os.read(reader, 1)
        os.read(reader, 1)
        os._exit(0)
    os.wait()
"""


class Simulated(UnixPlatform):
    """A system with Unix sockets that names the peer of a stream; Linux tells who runs, macOS does not."""

    name, attestation = "the simulated system", "SO_PEERCRED"
    tells_who_runs = True

    def ask(self, peer: Any) -> int:
        """The pid of ``struct ucred`` (unix(7)), in the place of ``LOCAL_PEERPID``."""
        return int(struct.unpack("3i", peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0])


class WithoutSignals(Simulated):
    """A system whose processes are asked on their lifelines, as on Windows."""

    signals = False


@pytest.fixture(scope="module", params=[Simulated, WithoutSignals])
def own(request: pytest.FixtureRequest) -> Iterator[Unconfined]:
    """Where one's own code runs, with signals and without."""
    with Unconfined(request.param()) as made:
        yield made


@pytest.fixture
def spawn_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that has spawn and nothing else, as Windows has."""
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])


def run(own: Unconfined, source: bytes, limits: Limits | None = None, method: str = "spawn") -> Evidence:
    """Call ``go`` of a program with one task."""
    folder = own.student_folder("program.py", source, {})
    return judge.run(own, folder, "program", Scenario(call("go", Probe("task", 1))), method, "seed", limits or Limits())


def grade(own: Unconfined, exercise: str, mistake: str = "") -> ExerciseResult:
    """Grade a reference or a mistake."""
    found = Course.load(ROOT).pick([exercise])[0]
    path = found.solution / "mistakes" / f"{mistake}.py" if mistake else found.solution / found.file
    return grade_file(found, path, own, "seed")[0]


def assert_all_gone(evidence: Evidence) -> None:
    """No process of a run is left; one that has got its pid since belongs to somebody else."""
    living = {one.pid for one in psutil.Process().children(recursive=True)}
    assert living.isdisjoint(one.pid for one in evidence.processes)


@pytest.mark.parametrize("exercise", ["01_process_target", "05_manager_share", "10_pool_callback"])
def test_a_reference_passes(exercise: str) -> None:
    """Under every start method of this system, and the result says who attested and that nothing was proved."""
    with Unconfined(Simulated()) as own:
        result = grade(own, exercise)
    assert [(one.check, one.start_method, one.actual) for one in result.verdicts if one.outcome != "passed"] == []
    assert {one.start_method for one in result.verdicts} == {"fork", "spawn", "forkserver"}
    assert result.not_tried == []
    assert any("what the simulated system says" in note and "SO_PEERCRED" in note for note in result.notes)
    assert any("not proved" in note for note in result.notes)


@pytest.mark.usefixtures("spawn_alone")
@pytest.mark.parametrize("exercise", ["01_process_target", "05_manager_share", "10_pool_callback"])
def test_a_reference_passes_where_there_are_no_signals(exercise: str) -> None:
    """And where there is spawn alone; the others are told as not tried, never as failed."""
    with Unconfined(WithoutSignals()) as own:
        result = grade(own, exercise)
    assert result.outcome is Outcome.PASSED
    assert {one.start_method for one in result.verdicts} == {"spawn"}
    assert result.not_tried == ["fork", "forkserver"]


@pytest.mark.usefixtures("spawn_alone")
@pytest.mark.parametrize(
    ("exercise", "mistake", "failed"),
    [
        ("01_process_target", "thread_not_process", "test_the_task_runs_in_a_child"),
        ("01_process_target", "joins_before_returning", "test_launch_does_not_wait"),
        ("05_manager_share", "joined_in_the_start_loop", "test_all_children_work_at_once"),
        ("10_pool_callback", "never_closed", "test_collect_returns_when_all_is_over"),
    ],
)
def test_a_mistake_fails_its_check(exercise: str, mistake: str, failed: str) -> None:
    """Who ran, whether it waited, who ran together, and what was left are seen without ``/proc``."""
    with Unconfined(WithoutSignals()) as own:
        result = grade(own, exercise, mistake)
    assert failed in {one.check for one in result.verdicts if one.outcome is Outcome.FAILED}
    assert result.outcome is Outcome.FAILED


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_a_child_is_told_from_its_parent(own: Unconfined, method: str) -> None:
    """The pid is the one that the system names, and its parent is the caller or the fork server."""
    evidence = run(own, CHILD, method=method)
    (made,) = evidence.calls
    assert evidence.ending is Ending.FINISHED
    assert made.process.pid == evidence.steps[0].value
    assert made.process.parent_is_server if method == "forkserver" else made.process.parent == 0
    assert_all_gone(evidence)


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_what_is_printed_is_utf_8_whatever_the_systems_code_page(own: Unconfined, method: str) -> None:
    """In the caller and in its children, as where a class is graded; Windows would have GBK or another one here."""
    evidence = run(own, PRINTING.encode(), method=method)
    assert evidence.ending is Ending.FINISHED
    assert sorted(evidence.output.split()) == ["1你好", "1你好"]


def test_a_program_that_hangs_is_ended_and_told(own: Unconfined) -> None:
    """It is stuck as far as can be seen, each process says on which line it stands, and nobody is left."""
    evidence = run(own, HANGING, Limits(seconds=0.5), "fork")
    assert evidence.ending is Ending.ASLEEP
    stood = {one.process.number: one.place for one in evidence.positions}
    assert stood[0] == ("program.py", 9, "go")
    assert len(stood) == 2
    assert "program.py, line 9" in say_ending(evidence)
    assert all(still.settled for still in evidence.standstills)
    assert_all_gone(evidence)


def test_a_program_that_computes_for_ever_is_ended_and_told(own: Unconfined) -> None:
    """It is not taken for one that waits."""
    evidence = run(own, SPINNING, Limits(cpu_seconds=0.5))
    assert evidence.ending is Ending.BUSY
    assert [one.place for one in evidence.positions if one.process.is_caller] in (
        [("program.py", 3, "go")],
        [("program.py", 4, "go")],
    )
    assert_all_gone(evidence)


@pytest.mark.parametrize("hello", ['{"role": "caller"}', '{"role": "probe", "name": "task"}', '{"role": "process"}'])
def test_a_stranger_is_refused(own: Unconfined, hello: str) -> None:
    """The test's own process is no child of the caller: it is hung up on, and the run goes on without it."""
    evidence = Evidence(Scenario(call("go", Probe("task", 1))), "program", "spawn", "seed")
    with own.start(own.student_folder("program.py", CHILD, {}), Limits()) as cell:
        listening = judge.Judge(cell, evidence, Limits())
        try:
            with Client(cell.listener.listener.address, "AF_UNIX") as stranger:
                stranger.send_bytes(hello.encode())
                listening.go()
                with pytest.raises((EOFError, ConnectionResetError)):
                    stranger.recv_bytes()
        finally:
            listening.close()
    assert evidence.ending is Ending.FINISHED
    assert [one.arguments for one in evidence.calls] == [["in the child"]]
    assert len(evidence.processes) == 2
    assert_all_gone(evidence)


def test_whoever_leaves_the_session_is_ended_too() -> None:
    """A grandchild with a session of its own, whose parent has ended, is found by the hello that it said."""
    with Unconfined(Simulated()) as own:
        evidence = run(own, ORPHAN, Limits(seconds=0.5), "fork")
    (made,) = evidence.calls
    assert made.process.parent != 0
    assert evidence.ending is Ending.FINISHED
    assert evidence.leftovers == [f"process {made.process.pid}"]
    with contextlib.suppress(psutil.NoSuchProcess):
        assert psutil.Process(made.process.pid).status() == psutil.STATUS_ZOMBIE


def test_nobody_outlives_a_judge_that_is_gone() -> None:
    """Where a check cannot be interrupted with a signal, its processes end when it hangs up, stuck or not."""
    evidence = Evidence(Scenario(call("go", Probe("task", 1))), "program", "spawn", "seed")
    with Unconfined(WithoutSignals()) as own:
        student = own.student_folder("program.py", HANGING, {})
        with own.start(student, Limits(seconds=0.5)) as cell, contextlib.ExitStack() as opened:
            listening = judge.Judge(cell, evidence, Limits(seconds=0.5))
            opened.callback(listening.close)
            listening.go()
            descriptors = [os.pidfd_open(one.pid) for one in evidence.processes]
            for descriptor in descriptors:
                opened.callback(os.close, descriptor)
            for key in list(listening.selector.get_map().values()):
                if isinstance(key.fileobj, MessageConnection):
                    key.fileobj.close()
            assert len(descriptors) >= 2
            assert all(select.select([descriptor], [], [], 30)[0] for descriptor in descriptors)


@pytest.mark.usefixtures("spawn_alone")
def test_what_a_student_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``autograder check`` says what the verdicts rest on, and which start methods were not tried."""
    monkeypatch.setattr(platforms, "environment_for_own_code", lambda: Unconfined(Simulated()))
    monkeypatch.chdir(ROOT)
    (tmp_path / "process_target.py").write_bytes((ROOT / "solutions/01_process_target/process_target.py").read_bytes())
    done = CliRunner().invoke(check, ["01", "--submission", str(tmp_path)])
    text = " ".join(done.output.split())
    assert "without a sandbox" in text
    assert "Not tried here: fork, forkserver." in text
    assert "SO_PEERCRED" in text
    assert done.exit_code == 0


def test_the_doctor_of_another_system_tries_ones_own_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what works here and where a class can be graded, and nothing of what only Linux has."""
    monkeypatch.setattr("autograder.desk.doctor.environment_for_own_code", lambda: Unconfined(Simulated()))
    monkeypatch.setattr("sys.platform", "darwin")
    done = CliRunner().invoke(doctor, [])
    assert "✗ system" in done.output
    for method in multiprocessing.get_all_start_methods():
        assert f"✓ own code, {method}" in done.output
    assert done.output.rstrip().endswith("in a Linux container or virtual machine on macOS.")
    assert done.exit_code == KIT_FAILED


@pytest.mark.parametrize(("system", "expected"), [("darwin", MacOS), ("win32", Windows)])
def test_another_system_checks_and_does_not_grade(
    monkeypatch: pytest.MonkeyPatch, system: str, expected: type[platform.Platform]
) -> None:
    """One's own code runs as it is; other people's is refused with a sentence that says where it can be graded."""
    for module in (platforms, platform, canaries):
        monkeypatch.setattr(module, "sys", SimpleNamespace(platform=system))
    with platforms.environment_for_own_code() as own:
        assert isinstance(own, Unconfined)
        assert type(own.platform) is expected
    with pytest.raises(UsageError, match="WSL 2 on Windows"):
        canaries.choose(Level.E)


class Recorder:
    """Stands for a system call: keeps what it was given."""

    def __init__(self, answer: Any) -> None:
        """``answer`` is called with the arguments."""
        self.answer = answer
        self.given: list[tuple[Any, ...]] = []

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """The call."""
        self.given.append(arguments)
        return self.answer(*arguments, **keywords)


def test_macos_is_asked_for_the_peers_pid() -> None:
    """``getsockopt(SOL_LOCAL = 0, LOCAL_PEERPID = 2)`` with room for an ``int``, as sys/un.h has them."""
    getsockopt = Recorder(lambda *_: struct.pack("i", 4711))
    assert MacOS().ask(SimpleNamespace(getsockopt=getsockopt)) == 4711
    assert getsockopt.given == [(0, 2, 4)]


@pytest.mark.parametrize("answer", [OSError(57, "Socket is not connected"), struct.pack("i", 0)])
def test_a_peer_that_macos_does_not_name_is_nobody(monkeypatch: pytest.MonkeyPatch, answer: OSError | bytes) -> None:
    """A failure of the call, and pid 0, make a stranger."""

    def fail_or_answer(*_: int) -> bytes:
        if isinstance(answer, OSError):
            raise answer
        return answer

    asked = Recorder(fail_or_answer)
    monkeypatch.setattr(socket.socket, "getsockopt", lambda _, *given: asked(*given), raising=False)
    ours, theirs = multiprocessing.Pipe()
    with ours, theirs:
        assert MacOS().peer_of(ours) is None
        ours.send_bytes(b"the connection is still open")
        assert theirs.recv_bytes() == b"the connection is still open"
    assert asked.given == [(0, 2, 4)]


def test_linux_does_not_answer_what_macos_is_asked() -> None:
    """A real failure of the real call is no pid either."""
    ours, theirs = multiprocessing.Pipe()
    with ours, theirs:
        assert MacOS().peer_of(ours) is None


@pytest.mark.parametrize(("done", "pid", "expected"), [(1, 4711, 4711), (0, 4711, None), (1, 0, None)])
def test_windows_is_asked_for_the_pipes_client(
    monkeypatch: pytest.MonkeyPatch, done: int, pid: int, expected: int | None
) -> None:
    """``BOOL GetNamedPipeClientProcessId(HANDLE, PULONG)`` of kernel32; 0 says that it failed."""

    def fill_in(_: ctypes.c_void_p, pointer: Any) -> int:
        pointer._obj.value = pid
        return done

    ask = Recorder(fill_in)
    load = Recorder(lambda *_, **__: SimpleNamespace(GetNamedPipeClientProcessId=ask))
    monkeypatch.setattr(ctypes, "WinDLL", load, raising=False)
    assert Windows().peer_of(SimpleNamespace(fileno=lambda: 0x1234)) == expected
    assert load.given == [("kernel32",)]
    ((handle, pointer),) = ask.given
    assert isinstance(handle, ctypes.c_void_p)
    assert handle.value == 0x1234
    assert isinstance(pointer._obj, ctypes.c_ulong)


def test_windows_listens_on_a_pipe_that_nobody_can_foresee(tmp_path: Path) -> None:
    """A name of its own for each run, and a process group that Ctrl-C does not reach (processthreadsapi.h: 0x200)."""
    (first, family), (second, _) = Windows().address(tmp_path), Windows().address(tmp_path)
    assert first.startswith("\\\\.\\pipe\\autograder-")
    assert first != second
    assert family == "AF_PIPE"
    assert Windows().starting() == {"creationflags": 0x200}


def test_folders_of_checks_that_are_gone_are_removed(tmp_path: Path) -> None:
    """Those of the living stay."""
    dead, alive = tmp_path / "own-999999999-x", tmp_path / f"own-{psutil.Process().pid}-x"
    for folder in (dead, alive):
        folder.mkdir()
    remove_left_folders("own-", str(tmp_path))
    assert list(tmp_path.iterdir()) == [alive]


# What Windows' Python has not: modules, and names of modules that it has.
WINDOWS = """
import os, select, signal, socket, sys
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
for module, names in {
    os: "fork forkpty geteuid getuid setsid sysconf killpg register_at_fork pidfd_open sched_getaffinity wait4",
    select: "poll epoll",
    signal: "SIGUSR1 SIGUSR2 SIGKILL SIGCHLD pidfd_send_signal",
    socket: "AF_UNIX SO_PEERCRED SCM_RIGHTS",
}.items():
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
"""
IMPORTS = """
import autograder.cli.check, autograder.checks.assignment, autograder.desk.grading, autograder.checks.plugin
import autograder.desk.doctor, autograder.platforms.unconfined, autograder.notebook
import autograder.cli.watch, autograder.cli.watch_events, autograder.cli.watch_worker, autograder.desk.progress
import autograder.reports.lessons, autograder.reports.pytest_summary, autograder.reports.watch_screen
sys.path.insert(0, os.path.dirname(autograder.__file__))
from inside import birth, harness, pools, portable, probe, watched_dict, wire
"""


def test_what_a_student_needs_is_imported_without_the_names_that_windows_lacks() -> None:
    """In a process from which Unix's own modules and names were taken; it is no Windows, but it fails as one would."""
    command = [sys.executable, "-c", f"import psutil, subprocess, pytest, click, rich.console\n{WINDOWS}{IMPORTS}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
