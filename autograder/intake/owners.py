"""Whose each entry of a class folder is, known by its name alone, before anything in it is read.

A learning platform names what it gives out by its own rules, and gives out several files, and several attempts, of one
student. They become one :class:`Owner`; of a file that was handed in again, the latest counts. An entry that no
platform has named is its own student's, by its name without the suffix. Every entry is somebody's, a picture too.

Sources: Moodle documentation, "Assignment: Download all submissions"; Canvas Instructor Guide, "How do I download all
student submissions for an assignment?"; Gradescope's "Download submissions", with its ``submission_metadata.yml``.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from autograder.errors import UsageError
from autograder.intake.archives import kind_of
from autograder.intake.contents import NOTEBOOK
from autograder.intake.gradescope_export import METADATA_FILE, Exported, read_metadata
from autograder.intake.names import AGAIN, CANVAS, MOODLE, is_entry, shown, student_name, student_number

ONLINE_TEXT = "onlinetext"  # Moodle's folder of what was typed in a form; the other one has the files
Read = TypeVar("Read")
TWINS_SHOWN = 10  # other entries of a student who has several
LOOKED_FOR = "a folder, .zip, .ipynb or .py for each student"


@dataclass(frozen=True)
class Piece:
    """One entry of the class folder; ``name`` is what its owner called it, where a platform has renamed it."""

    path: Path
    name: str = ""
    attempt: tuple[float, ...] = ()  # of two attempts, the later one is greater
    handed_in: float | None = None  # in seconds since 1970, where the platform says so

    @property
    def is_work(self) -> bool:
        """Whether it can hold a program that can be graded."""
        known = bool(kind_of(self.path.name)) or self.path.suffix.lower() in (NOTEBOOK, ".py")
        return known or self.path.is_dir()


@dataclass(frozen=True)
class Owner:
    """One student, what they handed in, and which entries a later attempt has taken the place of."""

    student: str
    pieces: tuple[Piece, ...]
    replaced: tuple[str, ...] = ()
    number: str = ""  # the student's, or the platform's own for the student, with # before it
    twins: tuple[str, ...] = ()  # other entries of a student of the same name, which are graded by themselves

    @property
    def origin(self) -> str:
        """The entry that is named where there is room for one."""
        return shown(self.pieces[0].path.name)


class Owners:
    """Everybody who handed in something, in the order of the entries' names; no two have the same name.

    Only the names of the entries are held, and each owner is made when it is come to, so that a class of any size
    takes little memory. Raises :class:`UsageError` when the folder cannot be read or holds nothing that can be graded.
    """

    def __init__(self, folder: Path) -> None:
        """Look at the names."""
        self.folder = folder
        try:
            names = sorted(filter(is_entry, os.listdir(folder)))
        except OSError as error:
            raise UsageError(f"{folder} cannot be read: {error.strerror}.") from error
        self.exported = read_metadata(folder)
        self.names = [name for name in names if name != METADATA_FILE]
        if not any(Piece(folder / name).is_work for name in self.names):
            raise UsageError(f"{folder} holds no submissions: {LOOKED_FOR} is looked for.")
        counted = Counter(self.key_of(name) for name in self.names)
        self.several: dict[int, list[str]] = {}  # the entries of keys that have more than one
        for name in self.names if len(counted) < len(self.names) else []:
            if counted[self.key_of(name)] > 1:
                self.several.setdefault(self.key_of(name), []).append(name)

    def key_of(self, name: str) -> int:
        """A number for whose an entry is; it takes less memory than the key."""
        return hash(look_at(self.folder / name, self.exported)[0])

    def __len__(self) -> int:
        """How many there are."""
        more = sum(len(list(self.of_entries(names))) - len(names) for names in self.several.values())
        return len(self.names) + more

    def __iter__(self) -> Iterator[Owner]:
        """Each, with a name that nobody else has: two of one name, or two that read the same, get a number."""
        taken: set[str] = set()
        numbers: dict[str, int] = {}
        for owner in self.in_order():
            name = owner.student
            while name in taken:
                numbers[owner.student] = numbers.get(owner.student, 1) + 1
                name = f"{owner.student} [{numbers[owner.student]}]"
            taken.add(name)
            yield replace(owner, student=name)

    def in_order(self) -> Iterator[Owner]:
        """Each, where its first entry is."""
        for name in self.names:
            several = self.several.get(self.key_of(name), [name]) if self.several else [name]
            if several[0] == name:
                yield from self.of_entries(several)

    def of_entries(self, names: Iterable[str]) -> Iterator[Owner]:
        """Those whose these entries are."""
        groups: dict[tuple[str, ...], list[Piece]] = {}
        for name in names:
            key, piece = look_at(self.folder / name, self.exported)
            groups.setdefault(key, []).append(piece)
        for key, pieces in groups.items():
            yield from owners_of(key, pieces)


def find_owners(folder: Path) -> Owners:
    """Everybody who handed in something; raises :class:`UsageError` as :class:`Owners` does."""
    return Owners(folder)


class OneByOne(Generic[Read]):
    """What is read of each owner, when it is come to, and not kept; each time anew."""

    def __init__(self, owners: Owners, read: Callable[[Owner], Read]) -> None:
        """Nothing is read yet."""
        self.owners, self.read = owners, read

    def __len__(self) -> int:
        """How many there are."""
        return len(self.owners)

    def __iter__(self) -> Iterator[Read]:
        """Read one after the other."""
        return map(self.read, self.owners)


def look_at(entry: Path, exported: Mapping[str, Exported]) -> tuple[tuple[str, ...], Piece]:
    """Whose an entry is (a name, and what else tells two of that name apart), and which attempt."""
    moodle = MOODLE.fullmatch(entry.name)
    if moodle:
        name = "" if entry.is_dir() else moodle["rest"] or ""
        return (moodle["name"], f"#{moodle['number']}"), Piece(entry, name or moodle["kind"], (modified(entry),))
    canvas = None if entry.is_dir() else CANVAS.fullmatch(entry.name)
    if canvas:
        name = canvas["rest"]
        suffix = kind_of(name) or Path(name).suffix
        stem = name.removesuffix(suffix)
        again = AGAIN.search(stem)
        attempt = (float(again[1]) if again else 0.0, float(canvas["file"]))
        return (canvas["name"], f"#{canvas['number']}"), Piece(entry, AGAIN.sub("", stem) + suffix, attempt)
    if entry.name in exported:
        known = exported[entry.name]
        return (known.name, known.number), Piece(entry, "submission", (known.handed_in or 0.0,), known.handed_in)
    return (stem_of(entry),), Piece(entry)


def stem_of(entry: Path) -> str:
    """An entry's name without the suffix of a file or an archive."""
    suffix = "" if entry.is_dir() else kind_of(entry.name) or entry.suffix
    return entry.name[: len(entry.name) - len(suffix)]


def modified(entry: Path) -> float:
    """When an entry was written last."""
    try:
        return entry.lstat().st_mtime
    except OSError:
        return 0.0


def owners_of(key: tuple[str, ...], pieces: list[Piece]) -> list[Owner]:
    """Those whose entries have one key: one student on a platform; else each entry that can be graded is for itself."""
    if len(key) > 1:
        latest: dict[str, Piece] = {}
        for piece in sorted(pieces, key=lambda one: one.attempt):
            latest.pop(piece.name, None)
            latest[piece.name] = piece
        kept = tuple(sorted(latest.values(), key=lambda one: one.name != ONLINE_TEXT))[::-1]
        replaced = tuple(shown(one.path.name) for one in pieces if one not in kept)
        return [Owner(student_name(key[0]), kept, replaced, student_number(key[1]))]
    name, work = student_name(key[0]), [one for one in pieces if one.is_work]
    beside = tuple(one for one in pieces if not one.is_work)
    if len(work) < 2:
        return [Owner(name, (*work, *beside))]
    origins = [shown(one.path.name) for one in work]
    first = origins[: TWINS_SHOWN + 1]
    return [
        Owner(
            student_name(f"{key[0]} ({origin})"),
            (one, *(beside if one is work[0] else ())),
            twins=tuple([other for other in first if other != origin][:TWINS_SHOWN]),
        )
        for one, origin in zip(work, origins, strict=True)
    ]
