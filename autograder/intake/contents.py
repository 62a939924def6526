"""What a submission holds: its plain files with plain names, read into memory, and what was refused.

Sizes are counted as bytes are read, links are not followed, and an archive inside an archive is not
opened. Whatever is not taken is told in a sentence that names it.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from autograder.escaping import visible
from autograder.intake.archives import ARCHIVE_BYTES, ARCHIVE_ENTRIES, ARCHIVES, Refused, kind_of, read_archive

SOURCE_BYTES = 256 * 1024
NOTEBOOK = ".ipynb"
IGNORED_NAMES = {"__pycache__", ".ipynb_checkpoints", ".pytest_cache", "__MACOSX", ".git", ".DS_Store"}
NAME_BYTES, PATH_BYTES, PATH_PARTS = 255, 1000, 30
# Names that Windows keeps for devices, whatever their suffix (Microsoft, "Naming Files, Paths, and Namespaces").
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³")}


@dataclass
class Contents:
    """The files by path, and sentences about what was not taken."""

    files: list[tuple[PurePosixPath, bytes]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    left: int = ARCHIVE_BYTES

    def take(self, name: str, data: bytes) -> None:
        """Take a file, unless its name or its size is not accepted."""
        path = PurePosixPath(name.replace("\\", "/"))
        if IGNORED_NAMES & set(path.parts):
            return
        fault = find_fault(path) or self.find_twin(path)
        if not fault and kind_of(path.name):
            fault = "it is an archive inside an archive; put the files themselves in"
        if fault:
            self.refuse(name, fault)
            return
        self.left -= len(data)
        if self.left < 0:
            raise Refused(f"it holds more than {ARCHIVE_BYTES >> 20} MiB")
        self.files.append((path, data))

    def find_twin(self, path: PurePosixPath) -> str:
        """Whether another file's path differs from this one in the case of letters alone, or not at all."""
        twin = self.names.setdefault(str(path).casefold(), str(path))
        return f"it and {twin} are one name on many systems; hand in one of them" if twin != str(path) else ""

    def refuse(self, name: str, why: str) -> None:
        """Write down what was not taken."""
        self.refused.append(f"{shown(name)} was refused: {why}.")


def shown(name: str) -> str:
    """A name for a sentence: harmless, and not too long."""
    text = visible(name).replace("\n", "\\n")
    return text if len(text) <= 80 else f"{text[:60]}…{text[-15:]}"


def find_fault(path: PurePosixPath) -> str:
    """What is wrong with a path; nothing, as a rule."""
    if path.is_absolute() or ".." in path.parts or ":" in str(path):
        return "its name points outside the submission"
    if len(os.fsencode(str(path).encode("utf-8", "replace"))) > PATH_BYTES or len(path.parts) > PATH_PARTS:
        return "its name is too long"
    for part in path.parts:
        if len(part.encode("utf-8", "replace")) > NAME_BYTES:
            return "its name is too long"
        if visible(part) != part or "\n" in part:
            return "its name holds characters that cannot be seen"
        if part.partition(".")[0].strip().lower() in RESERVED or part != part.rstrip(". "):
            return "its name is reserved on Windows; give it another one"
    return ""


def read_contents(entry: Path) -> Contents:
    """Read a folder, an archive or a single file."""
    contents = Contents()
    try:
        status = entry.lstat()
        if stat.S_ISDIR(status.st_mode):
            read_folder(entry, contents)
        elif not stat.S_ISREG(status.st_mode):
            contents.refuse(entry.name, "it is a link or a device, not a plain file")
        elif kind_of(entry.name):
            unpack_archive(entry, contents)
        else:
            contents.take(entry.name, read_capped(entry))
    except Refused as error:
        contents.refuse(entry.name, str(error))
    except OSError as error:
        contents.refuse(entry.name, f"it cannot be read ({error.strerror})")
    return contents


def read_folder(folder: Path, contents: Contents) -> None:
    """Every plain file below a folder, up to a number; an archive in it is opened."""
    for number, path in enumerate(walk(folder)):
        if number >= ARCHIVE_ENTRIES:
            raise Refused(f"it holds more than {ARCHIVE_ENTRIES} files")
        relative = path.relative_to(folder)
        if IGNORED_NAMES & set(relative.parts):
            continue
        try:
            if kind_of(path.name) and path.is_file() and not path.is_symlink():
                unpack_archive(path, contents)
            else:
                contents.take(relative.as_posix(), read_capped(path))
        except Refused as error:
            contents.refuse(relative.as_posix(), str(error))
        except OSError as error:
            contents.refuse(relative.as_posix(), f"it cannot be read ({error.strerror})")


def walk(folder: Path) -> Iterator[Path]:
    """Everything below a folder that is no folder, in order of name; links are not followed."""
    for where, folders, files in os.walk(folder):
        linked = [name for name in folders if (Path(where) / name).is_symlink()]
        folders[:] = sorted(name for name in folders if name not in linked and name not in IGNORED_NAMES)
        yield from (Path(where) / name for name in sorted(files + linked))


def unpack_archive(path: Path, contents: Contents) -> None:
    """Take the files of an archive."""
    if kind_of(path.name) not in ARCHIVES:
        raise Refused("this kind of archive cannot be read; hand in a .zip")
    for name, data in read_archive(path):
        if isinstance(data, Refused):
            contents.refuse(name, str(data))
        else:
            contents.take(name, data)


def read_capped(path: Path) -> bytes:
    """The beginning of a plain file, one byte more than is ever accepted; raises :class:`Refused` for another kind."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if path.is_symlink() or not path.is_file():
            raise Refused("it is a link or a device, not a plain file") from error
        raise
    with open(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Refused("it is a link or a device, not a plain file")
        return stream.read(ARCHIVE_BYTES if path.suffix == NOTEBOOK else SOURCE_BYTES + 1)
