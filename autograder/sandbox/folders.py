"""The folders of a grader: what it stages for its sandboxes, and where their sockets can be.

The address of a Unix socket has room for 107 bytes (unix(7)). A long ``TMPDIR`` leaves too little, for
the judge's socket and, without namespaces, for the sockets that a student's managers and fork servers
make below it. Runs then get a folder where paths are short; all else stays where it was asked to be.
"""

import os
import py_compile
import shutil
import tempfile
from pathlib import Path

from autograder.errors import KitError
from autograder.files import remove_tree
from autograder.sandbox.control_groups import PREFIX, owner_is_gone, owner_name

INSIDE = Path(__file__).parents[1] / "inside"  # the one door: all else reaches what runs inside as files
ADDRESS_BYTES = 107
LONGEST_SOCKET = "/run-xxxxxxxx/tmp/pymp-xxxxxxxx/listener-xxxxxxxx"  # a manager's (multiprocessing)
SHORT = (Path("/tmp"), Path("/var/tmp"))
# What a program may know of names (hosts(5), nsswitch.conf(5)): its own machine's, whose loopback is its own, too.
SETTINGS = {"hosts": "127.0.0.1 localhost\n", "nsswitch.conf": "hosts: files\n"}


def make_folder(folder: Path) -> None:
    """A folder that everybody can look into."""
    folder.mkdir(mode=0o755, exist_ok=True)
    folder.chmod(0o755)


def write_files(folder: Path, files: dict[str, bytes]) -> Path:
    """The folder, made anew, with these files in it, which any user can read."""
    remove_tree(folder)
    make_folder(folder)
    for file, data in files.items():
        (folder / file).write_bytes(data)
        (folder / file).chmod(0o644)
    return folder


def stage(source: Path, target: Path) -> None:
    """Copy Python files, and compile them, so that any user can read them."""
    for folder in (target.parent, target):
        make_folder(folder)
    for path in source.glob("*.py"):
        shutil.copyfile(path, target / path.name)
        (target / path.name).chmod(0o644)
        compiled = Path(py_compile.compile(str(target / path.name), doraise=True) or "")  # else each run would do it
        compiled.chmod(0o644)
        make_folder(compiled.parent)


def stage_inside(kit: Path) -> None:
    """Put what runs beside the student's code into ``kit``, where any user can read it."""
    stage(INSIDE, kit / "inside")
    write_files(kit / "etc", {name: text.encode() for name, text in SETTINGS.items()})


def canary_program() -> bytes:
    """The attacks that the kit tries on its own sandboxes, as a program to be run in one."""
    return (INSIDE / "canaries.py").read_bytes()


def tidy_folders() -> None:
    """Remove the folders of graders that are gone without having removed them."""
    for base in dict.fromkeys([Path(tempfile.gettempdir()), *SHORT]):
        for folder in base.glob(f"{PREFIX}*"):
            if owner_is_gone(folder.name):
                remove_tree(folder)


def make_own_folder(base: Path | None = None) -> Path:
    """A new folder of this grader's, by whose name another can tell later whether its owner is gone."""
    folder = Path(tempfile.mkdtemp(prefix=f"{owner_name(os.getpid())}-", dir=base))
    folder.chmod(0o755)
    return folder


def fits(folder: Path) -> bool:
    """Whether every socket of a run in this folder can have an address."""
    return len(os.fsencode(folder)) + len(LONGEST_SOCKET) <= ADDRESS_BYTES


def make_short_folder(folder: Path) -> Path:
    """The folder itself if sockets can be had in it; else a new one where paths are short, or :class:`KitError`."""
    if fits(folder):
        return folder
    for base in SHORT:
        if fits(base / folder.name) and os.access(base, os.W_OK | os.X_OK):
            return make_own_folder(base)
    raise KitError(f"The path of the temporary folder is too long for sockets: {folder.parent}. Set TMPDIR to /tmp.")
