"""Whatever a run leaves in the folders that it may write to is removed, and stops nobody who comes later."""

import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder import kernel
from autograder.engine import judge
from autograder.engine.evidence import Ending
from autograder.engine.scenario import Scenario
from autograder.engine.steps import call
from autograder.files import remove_tree
from autograder.sandbox.bare import SHARED_MEMORY, SharedMemory
from autograder.sandbox.control_groups import PREFIX
from autograder.sandbox.folders import tidy_folders
from autograder.sandbox.levels import Level
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import LEVELS, Sandboxes

DEPTH = 1500  # more folders in each other than Python's functions may call each other
ORDINARY_USER = 0x7FF0_0000  # of nobody else
DEAD = f"{PREFIX}999999999-1-{kernel.namespace_of(os.getpid())}"  # a grader of this namespace; no pid is so large
LEAVING = f"""
import os, tempfile

def go():
    os.chdir(tempfile.gettempdir())
    os.mkdir("closed", 0)
    for _ in range({DEPTH}):
        os.mkdir("deeper")
        os.chdir("deeper")
    return "left"
"""


def make_deep(folder: Path) -> None:
    """Folders in folders, a file in the last one."""
    descriptor = os.open(folder, os.O_RDONLY)
    for _ in range(DEPTH):
        os.mkdir("deeper", dir_fd=descriptor)
        inner = os.open("deeper", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = inner
    os.close(os.open("file", os.O_CREAT | os.O_WRONLY, dir_fd=descriptor))
    os.close(descriptor)


def make_closed(folder: Path) -> None:
    """A full folder in a full folder, of which nobody but root may look into either."""
    (folder / "outer" / "inner").mkdir(parents=True)
    (folder / "outer" / "inner" / "file").touch()
    (folder / "outer" / "inner").chmod(0)
    (folder / "outer").chmod(0)


def make_link(folder: Path) -> None:
    """A link to what is not to be removed."""
    (folder / "link").symlink_to(folder.parent / "kept")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that any user can reach, with a file beside what is removed."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        place = Path(name)
        place.chmod(0o777)
        (place / "kept").mkdir()
        (place / "kept" / "file").touch()
        yield place


@pytest.mark.parametrize("make", [make_deep, make_closed, make_link])
def test_a_tree_is_removed_by_an_ordinary_user(make: Callable[[Path], None], place: Path) -> None:
    """However deep and closed it is; nothing else is touched."""
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setresuid(ORDINARY_USER, ORDINARY_USER, ORDINARY_USER)
            (place / "tree").mkdir()
            make(place / "tree")
            remove_tree(place / "tree")
            os._exit(1 if (place / "tree").exists() else 0)
        finally:
            os._exit(99)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert (place / "kept" / "file").exists()


def test_what_cannot_be_removed_is_left_in_silence(tmp_path: Path) -> None:
    """Nothing there, a file, and what is in use by the kernel."""
    (tmp_path / "file").touch()
    for path in (tmp_path / "nothing", tmp_path / "file", Path("/proc/self/task")):
        remove_tree(path)
    assert (tmp_path / "file").exists()


@pytest.mark.parametrize("level", LEVELS)
def test_a_run_leaves_nothing_however_deep(level: Level, sandboxes: Sandboxes) -> None:
    """The run is evidence as any other, and its folder is gone."""
    sandbox = sandboxes(level)
    folder = sandbox.student_folder("program.py", LEAVING.encode(), {})
    evidence = judge.run(sandbox, folder, "program", Scenario(call("go")), "fork", "leftovers", Limits())
    assert evidence.ending is Ending.FINISHED
    assert evidence.steps[0].value == "left"
    assert list(sandbox.runs.glob("run-*")) == []


SHARED = """
import os

def go(mark):
    for mode in (0o755, 0):
        os.mkdir(f"/dev/shm/{mark}-{mode}", mode)
    os.makedirs(f"/dev/shm/{mark}-493/folder")
    open(f"/dev/shm/{mark}-493/folder/file", "w").close()
"""


@pytest.mark.parametrize("level", LEVELS)
def test_folders_in_shared_memory_are_found_and_removed(level: Level, sandboxes: Sandboxes) -> None:
    """Also where ``/dev/shm`` is everybody's; and they are told, as files there are."""
    sandbox, mark = sandboxes(level), f"left-{secrets.token_hex(8)}"
    folder = sandbox.student_folder("program.py", SHARED.encode(), {})
    evidence = judge.run(sandbox, folder, "program", Scenario(call("go", mark)), "fork", "leftovers", Limits())
    assert evidence.ending is Ending.FINISHED, evidence.steps
    assert list(SHARED_MEMORY.glob(f"{mark}-*")) == []
    assert len([one for one in evidence.leftovers if mark in one]) == 2


def test_a_folder_in_shared_memory_that_somebody_uses_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the same user's: what a living process has open in it, it has made for itself."""
    monkeypatch.setattr("autograder.sandbox.bare.SHARED_MEMORY", tmp_path)
    shared = SharedMemory(None)
    used, left = tmp_path / "used" / "folder" / "file", tmp_path / "used-and-left" / "file"
    for path in (used, left):
        path.parent.mkdir(parents=True)
        path.touch()
    with used.open():
        shared.clear()
        assert used.exists()
        assert not left.parent.exists()
    shared.clear()
    assert not (tmp_path / "used").exists()


def test_the_next_grader_begins_in_spite_of_what_a_dead_one_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folders that are deep or closed go as well."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left = tmp_path / f"{DEAD}-x"
    left.mkdir()
    make_deep(left)
    make_closed(left)
    tidy_folders()
    assert not left.exists()
    with Sandbox():
        pass
