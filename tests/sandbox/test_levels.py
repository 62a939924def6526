"""At every level that can be had: programs work, everything is ended, nothing is left behind."""

import os
import tempfile
import textwrap
from pathlib import Path

import pytest

from autograder import kernel
from autograder.engine import canaries, judge
from autograder.engine.canaries import CANARIES, Trial, choose, remedy
from autograder.engine.evidence import Ending, Evidence
from autograder.engine.probes import Probe
from autograder.engine.scenario import Scenario
from autograder.engine.steps import call
from autograder.errors import KitError, UsageError
from autograder.sandbox import control_groups
from autograder.sandbox.bare import SHARED_MEMORY
from autograder.sandbox.folders import SHORT, tidy_folders
from autograder.sandbox.levels import Guarantee, Level
from autograder.sandbox.limits import Limits
from autograder.sandbox.namespaces import SCRATCH_PATHS
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import LEVELS, Sandboxes, need

# What a grader of this pid namespace would have made that has ended; no pid is so large.
DEAD = f"{control_groups.PREFIX}999999999-1-{kernel.namespace_of(os.getpid())}"


@pytest.fixture(params=LEVELS)
def sandbox(request: pytest.FixtureRequest, sandboxes: Sandboxes) -> Sandbox:
    """A sandbox of each level."""
    return sandboxes(request.param)


def run(sandbox: Sandbox, source: str, *probes: Probe, method: str = "fork", limits: Limits | None = None) -> Evidence:
    """Call ``go`` of a program once."""
    folder = sandbox.student_folder("program.py", textwrap.dedent(source).encode(), {})
    scenario = Scenario(call("go", *probes))
    return judge.run(sandbox, folder, "program", scenario, method, "levels", limits or Limits())


TOOLS = """
import multiprocessing, multiprocessing.shared_memory
from concurrent.futures import ProcessPoolExecutor

def work(task, queue, value, lock, event):
    event.wait()
    with lock:
        value.value += 1
    queue.put(task("inside"))

def double(number):
    return 2 * number

def go(task):
    queue, value, lock = multiprocessing.Queue(), multiprocessing.Value("i", 0), multiprocessing.Lock()
    event = multiprocessing.Event()
    child = multiprocessing.Process(target=work, args=(task, queue, value, lock, event))
    child.start()
    event.set()
    answer = queue.get()
    child.join()
    with multiprocessing.Pool(2) as pool, multiprocessing.Manager() as manager, ProcessPoolExecutor(2) as executor:
        shared = manager.dict(one=pool.map(double, [1, 2]), two=list(executor.map(double, [3])))
        found = dict(shared)
    memory = multiprocessing.shared_memory.SharedMemory(create=True, size=10)
    memory.buf[0] = 7
    memory.close()
    memory.unlink()
    return answer, value.value, found["one"], found["two"], child.exitcode
"""


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_multiprocessing_works(sandbox: Sandbox, method: str) -> None:
    """Whatever a course needs can be had at every level, and its child is attested."""
    evidence = run(sandbox, TOOLS, Probe("task", 1), method=method)
    assert evidence.ending is Ending.FINISHED, evidence.errors
    (made,) = evidence.calls
    assert evidence.steps[0].value == (made.answer, 1, [2, 4], [6], 0)
    assert not made.process.is_caller
    assert evidence.level == sandbox.level


def test_the_standard_library_copies_files(sandbox: Sandbox) -> None:
    """What it does to the modes of files of its own is no error, also where it is not done."""
    source = """
    import os, shutil, tempfile

    def go():
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "one")
            with open(path, "w") as file:
                file.write("text")
            os.chmod(path, 0o600)
            shutil.copy(path, path + " again")
            os.nice(0)
            os.sched_setaffinity(0, os.sched_getaffinity(0))
            if os.getppid() == 1:
                os.sched_setaffinity(os.getpid(), os.sched_getaffinity(os.getpid()))
            return sorted(os.listdir(folder))
    """
    evidence = run(sandbox, source)
    assert evidence.ending is Ending.FINISHED, evidence.steps
    assert evidence.steps[0].value == ["one", "one again"]


@pytest.mark.parametrize("level", LEVELS)
def test_a_long_temporary_folder_is_no_obstacle(
    level: Level, sandboxes: Sandboxes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sockets, a manager's too, need short paths; they are had however long ``TMPDIR`` is, and nothing is left."""
    sandboxes(level)
    with tempfile.TemporaryDirectory() as base:  # pytest's own is closed to the user that a sandbox runs as
        long = Path(base) / ("x" * 150)
        long.mkdir()
        Path(base).chmod(0o755)
        monkeypatch.setattr("tempfile.tempdir", str(long))
        trial = canaries.try_level(level)
        assert trial.had, trial.trouble
        with Sandbox(level) as made:
            evidence = run(made, TOOLS, Probe("task", 1))
        assert evidence.ending is Ending.FINISHED, evidence.errors
        assert not any(long.iterdir())
    assert made.runs.parent in SHORT
    assert made.runs.name.startswith(control_groups.owner_name(os.getpid()))
    assert not made.runs.exists()


def test_daemons_are_ended_and_shared_memory_is_gone(sandbox: Sandbox) -> None:
    """Processes that left their family and ignore signals die with the run; what they shared is named and removed."""
    source = """
    import multiprocessing.shared_memory, os, signal, time
    from multiprocessing import resource_tracker

    def go(task):
        resource_tracker.register = lambda *_: None
        memory = multiprocessing.shared_memory.SharedMemory(create=True, size=10, name=f"left-{os.getpid()}")
        for number in range(5):
            if os.fork() == 0:
                os.setsid()
                for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                    signal.signal(one, signal.SIG_IGN)
                if os.fork() == 0:
                    task(number)
                    while True:
                        signal.pause()
                os._exit(0)
            os.wait()
    """
    before, names = set(kernel.descendants_of(os.getpid())), set(os.listdir(SHARED_MEMORY))
    evidence = run(sandbox, source, Probe("task", 5, holds=False))
    assert sum("process" in one for one in evidence.leftovers) == 5
    assert any("left-" in one for one in evidence.leftovers)
    assert set(kernel.descendants_of(os.getpid())) <= before
    assert not [name for name in set(os.listdir(SHARED_MEMORY)) - names if name.startswith("left-")]
    if sandbox.user is not None:
        assert kernel.tasks_of(sandbox.user) == 0


def test_the_grader_is_told_from_what_it_grades(sandbox: Sandbox) -> None:
    """A level that can be had keeps what it promises."""
    promised = tuple(name for name, guarantee in CANARIES.items() if guarantee in sandbox.level.guarantees)
    assert canaries.worked(canaries.attack(sandbox, promised)) == ()


def test_what_no_level_or_not_this_one_holds_back_is_told(sandbox: Sandbox) -> None:
    """Locks are heard of at every level; shared memory can be changed where it is everybody's and of the same user."""
    seen = canaries.attack(sandbox, ("hear of another's lock", "change shared memory"))
    assert seen["hear of another's lock"] == "worked"
    shared = not sandbox.construction.isolated and sandbox.user is None
    assert (seen["change shared memory"] == "worked") == shared


def test_no_group_is_left() -> None:
    """Control groups go with their run, and those of a grader that died go when the next one starts."""
    groups = control_groups.find()
    need(groups is not None, "control groups (this user may make none)")
    assert groups is not None
    places = [hierarchy.folder for hierarchy in groups.hierarchies]
    for place in places:
        (place / f"{DEAD}-0").mkdir()
    with Sandbox(Level.A) as sandbox:
        run(sandbox, "def go(): return 1")
    own = control_groups.owner_name(os.getpid())
    left = [folder.name for place in places for folder in place.glob(f"{control_groups.PREFIX}*")]
    assert not [name for name in left if name.startswith((own, DEAD))]


def test_folders_of_dead_graders_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a killed grader has left goes when the next starts; a living one's stays, and another container's."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    living = [tmp_path / f"{control_groups.owner_name(os.getpid())}-x", tmp_path / "autograder-999999999-1-1-x"]
    for folder in (*living, tmp_path / f"{DEAD}-x", tmp_path / "autograder-of-somebody"):
        folder.mkdir()
    tidy_folders()
    assert sorted(tmp_path.iterdir()) == sorted([*living, tmp_path / "autograder-of-somebody"])


def test_another_system_is_told_where_to_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """On macOS and Windows the kit says what to do instead of failing somewhere inside."""
    monkeypatch.setattr("sys.platform", "darwin")
    with pytest.raises(UsageError, match="WSL 2 on Windows, in a Linux container"):
        Sandbox()


def test_levels_promise_less_and_less() -> None:
    """Each level keeps what the next one keeps; B and C are worth the same."""
    for better, worse in zip(Level, list(Level)[1:], strict=False):
        assert better.meets(worse)
    assert Level.C.meets(Level.B)
    assert not Level.D.meets(Level.B)
    assert set(CANARIES.values()) == set(Guarantee) - {Guarantee.END}


def test_why_the_canaries_could_not_be_let_loose_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the user runs so much that no process can be had: the error itself is in the sentence."""
    (tmp_path / "canaries.py").write_text("def attack(*_): raise BlockingIOError(11, 'no process can be had')")
    monkeypatch.setattr(canaries, "canary_program", (tmp_path / "canaries.py").read_bytes)
    with Sandbox() as sandbox, pytest.raises(KitError, match=r"could not be made: BlockingIOError: .*no process"):
        canaries.attack(sandbox)


def test_a_failed_canary_takes_the_level_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """The level is what the attacks showed: the next one is taken, and when there is none, nothing is graded."""
    worked = {Level.A: ("share much memory",), Level.B: ("trace",), Level.C: ()}
    monkeypatch.setattr(canaries, "try_level", lambda level: Trial(level, "", worked.get(level, ("read a file",))))
    assert choose(Level.B).level is Level.C
    worked[Level.C] = ("signal the grader",)
    with pytest.raises(KitError, match=r"cannot give level B.*C: these attacks worked: signal the grader"):
        choose(Level.B)
    assert choose(Level.E).level is Level.E


@pytest.mark.parametrize(
    ("file", "text", "advice"),
    [
        ("proc/kernel/apparmor_restrict_unprivileged_userns", "1\n", "sysctl kernel.apparmor_restrict"),
        ("proc/user/max_user_namespaces", "0\n", "sysctl user.max_user_namespaces=10000"),
        (".dockerenv", "", "--security-opt seccomp=unconfined"),
        ("autograder/run_autograder", "", "--require-level D"),
        ("nothing", "", "apt install bubblewrap"),
    ],
)  # fmt: skip
def test_the_remedy_fits_the_machine(tmp_path: Path, file: str, text: str, advice: str) -> None:
    """What to change is read off the machine's own settings."""
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(text)
    assert advice in remedy(tmp_path / "proc", tmp_path)


LOCALHOST = """
import socket
from multiprocessing.managers import SyncManager

def go():
    with SyncManager(address=("localhost", 0)) as manager:
        return socket.gethostname(), socket.gethostbyname("localhost"), list(manager.list([1])), manager.address[0]
"""


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_a_program_can_reach_its_own_machine_by_name(sandboxes: Sandboxes, method: str) -> None:
    """In a namespace of its own, ``localhost`` is the name of the machine, and its loopback interface is up."""
    for level in [Level.B, *([Level.C] if Sandbox.is_root() else [])]:
        folder = sandboxes(level).student_folder("program.py", LOCALHOST.encode(), {})
        scenario = Scenario(call("go"))
        evidence = judge.run(sandboxes(level), folder, "program", scenario, method, "levels", Limits())
        assert evidence.ending is Ending.FINISHED, evidence.errors
        assert evidence.steps[0].value == ("localhost", "127.0.0.1", [1], "127.0.0.1")


def test_shared_memory_may_be_as_large_as_its_place(sandbox: Sandbox) -> None:
    """The limit on a file's size cuts no shared memory that ``/dev/shm`` has room for."""
    source = """
    from multiprocessing.shared_memory import SharedMemory

    def go(size):
        memory = SharedMemory(create=True, size=size)
        memory.buf[size - 1] = 7
        found = memory.buf[size - 1], memory.size
        memory.close()
        memory.unlink()
        return found
    """
    assert Limits().file_size == max(SCRATCH_PATHS.values())
    folder = sandbox.student_folder("program.py", textwrap.dedent(source).encode(), {})
    scenario = Scenario(call("go", Limits().file_size))
    evidence = judge.run(sandbox, folder, "program", scenario, "fork", "levels", Limits())
    assert evidence.steps[0].value == (7, Limits().file_size), evidence.steps[0].error
