"""What a submission holds: its plain files with plain names, read into memory, and what was refused.

Sizes are counted as bytes are read, links are not followed, and an archive inside an archive is not
opened. A folder is walked without recursion, what is nearest to the top first, and no deeper and no
further than is accepted. Whatever is not taken is told in a sentence that names it.
"""

import os
import stat
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from autograder.intake.archives import Budget, Spent, kind_of, read_archive
from autograder.intake.names import Refused, cut, judge, shown
from autograder.intake.notebooks import NOTEBOOK_BYTES
from autograder.messages import Message

SOURCE_BYTES = 256 * 1024
NOTEBOOK = ".ipynb"
IGNORED_NOTED = 10
NO_FILE = "it is a link or a device, not a plain file"


@dataclass
class Contents:
    """The files by path, and sentences about what was not taken."""

    files: list[tuple[PurePosixPath, bytes]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    budget: Budget = field(default_factory=Budget)
    ignored: list[str] = field(default_factory=list)  # the first folders that were not looked into

    def take(self, name: str, read: Callable[[], bytes]) -> None:
        """Take a file, unless it is not accepted; only :class:`Spent` goes further than to this file."""
        try:
            judged = judge(name)
            if judged.ignored:
                self.ignore(judged.ignored)
                return
            path = judged.accepted()
            self.find_twin(path)
            if kind_of(path.name):
                raise Refused("it is an archive inside an archive; put the files themselves in")
            self.files.append((path, read()))
        except Spent:
            raise
        except Refused as error:
            self.refuse(name, error.why)
        except OSError as error:
            self.refuse(name, say_unreadable(error))
        except Exception as error:  # what readers raise on damaged input is documented nowhere
            self.refuse(name, Message("it is damaged ({error})", error=cut(str(error))))

    def find_twin(self, path: PurePosixPath) -> None:
        """Refuse a path that differs from another file's in the case of letters alone."""
        twin = self.names.setdefault(str(path).casefold(), str(path))
        if twin != str(path):
            words = "it and {twin} are one name on many systems; hand in one of them"
            raise Refused(Message(words, twin=shown(twin)))

    def ignore(self, name: str) -> None:
        """Write down that something was not looked into."""
        if len(self.ignored) < IGNORED_NOTED and name not in self.ignored:
            self.ignored.append(name)

    def refuse(self, name: str, why: str) -> None:
        """Write down what was not taken."""
        what = shown(name) or Message("A file without a name")
        self.refused.append(Message("{file} was refused: {why}.", file=what, why=Message.of(why)))


def say_unreadable(error: OSError) -> Message:
    """That the system does not give a file or a folder, and why."""
    return Message("it cannot be read ({error})", error=cut(error.strerror or str(error)))


def read_contents(entry: Path, name: str = "", budget: Budget | None = None) -> Contents:
    """Read a folder, an archive or a single file, which may have had another ``name``.

    ``budget`` is what may be read of all that its owner handed in, where that is more than this.
    """
    contents = Contents(budget=budget or Budget())
    name = name or entry.name
    try:
        status = entry.lstat()
        if stat.S_ISDIR(status.st_mode):
            read_folder(entry, contents)
        elif not stat.S_ISREG(status.st_mode):
            raise Refused(NO_FILE)
        elif kind_of(entry.name):
            unpack(entry, contents)
        else:
            contents.take(name, lambda: read_capped(entry, contents.budget))
    except Refused as error:
        contents.refuse(name, error.why)
    except OSError as error:
        contents.refuse(name, say_unreadable(error))
    return contents


def read_folder(folder: Path, contents: Contents) -> None:
    """Every plain file below a folder, up to a number; an archive in it is opened."""
    for name, entry in walk(folder, contents.budget, contents.refuse, contents.ignore):
        path = Path(entry.path)
        try:
            if kind_of(entry.name) and entry.is_file(follow_symlinks=False):
                judge(name).accepted()
                unpack(path, contents)
            else:
                contents.take(name, lambda path=path: read_capped(path, contents.budget))  # type: ignore[misc]
        except Spent:
            raise
        except Refused as error:
            contents.refuse(name, error.why)


def walk(
    folder: Path, budget: Budget, refuse: Callable[[str, str], None], ignore: Callable[[str], None] = lambda _: None
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder that is no folder, with its path in it, what is nearest to the top first.

    Links are not followed. ``refuse`` hears of the folders that are not entered, and why, ``ignore`` of those that
    never are; raises :class:`Spent`.
    """
    front = deque([""])
    while front:
        where = front.popleft()
        try:
            for entry in list_folder(folder / where, budget):
                name = f"{where}/{entry.name}" if where else entry.name
                judged = judge(name)
                if judged.ignored:
                    ignore(judged.ignored)
                elif not entry.is_dir(follow_symlinks=False):
                    yield name, entry
                elif judged.why:
                    refuse(name, judged.why)
                else:
                    front.append(name)
        except OSError as error:
            refuse(where, say_unreadable(error))


def list_folder(folder: Path, budget: Budget) -> list[os.DirEntry[str]]:
    """The entries of one folder by name; one that holds more than is accepted is not read at all."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            budget.enter()
            found.append(entry)
    return sorted(found, key=lambda entry: entry.name)


def unpack(path: Path, contents: Contents) -> None:
    """Take the files of an archive."""
    for name, read in read_archive(path, contents.budget):
        contents.take(name, read)


def read_capped(path: Path, budget: Budget) -> bytes:
    """The beginning of a plain file, one byte more than is ever accepted; raises :class:`Refused` for another kind."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if path.is_symlink() or not path.is_file():
            raise Refused(NO_FILE) from error
        raise
    with open(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Refused(NO_FILE)
        data = stream.read((NOTEBOOK_BYTES if path.suffix == NOTEBOOK else SOURCE_BYTES) + 1)
    budget.spend(len(data))
    return data
