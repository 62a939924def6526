"""A class of sixty as it comes in: right and wrong programs, other names, documents, platforms' names, debris.

Each entry is made with whose it is and what is to become of it, so that nothing can get lost unseen.
"""

import json
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from tests.conftest import ROOT

FILE, TOPIC = "join.py", "06_join"
RIGHT = (ROOT / "solutions" / TOPIC / FILE).read_bytes()
STUB = (ROOT / "exercises" / TOPIC / FILE).read_bytes()
WRONG = b"def run_and_wait(task):\n    return None\n"
PASSED, FAILED, NOT_HANDED_IN = "passed", "failed", "not handed in"
NOBODY = ""


@dataclass(frozen=True)
class Entry:
    """One entry of the class folder: whose it is, the state of that student, and words that the student is told."""

    name: str
    student: str
    state: str = PASSED
    told: str = ""


def notebook(first: str) -> bytes:
    """A notebook with one cell that begins so."""
    return json.dumps({"cells": [{"cell_type": "code", "source": first + RIGHT.decode()}]}).encode()


def put(path: Path, data: bytes) -> None:
    """A file, in its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def zipped(path: Path, **files: bytes) -> None:
    """An archive of these files, the dots of whose names are written as two underscores."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)


def plain(folder: Path, n: int) -> Iterator[Entry]:
    """Single files, folders and archives of the usual kinds."""
    put(folder / f"single{n}.py", RIGHT)
    yield Entry(f"single{n}.py", f"single{n}")
    put(folder / f"folder{n}" / TOPIC / FILE, RIGHT)
    put(folder / f"folder{n}" / ".venv" / "lib" / FILE, WRONG)
    yield Entry(f"folder{n}", f"folder{n}")
    zipped(folder / f"zip{n}.zip", join__py=WRONG, readme__txt=b"x")
    yield Entry(f"zip{n}.zip", f"zip{n}", FAILED)
    put(folder / f"stub{n}" / FILE, STUB)
    yield Entry(f"stub{n}", f"stub{n}", FAILED)
    put(folder / f"王小明{n}.ipynb", notebook(f"%%writefile {FILE}\n"))
    yield Entry(f"王小明{n}.ipynb", f"王小明{n}")


def nearly(folder: Path, n: int) -> Iterator[Entry]:
    """Other names, documents, a notebook without marks, damage."""
    for kind, name, data in (
        ("a", f"join ({n + 1}).py", RIGHT),
        ("b", "Join.py.txt", RIGHT),
        ("c", "JOIN.docx", b"PK"),
    ):
        student = f"near{n}{kind}"
        put(folder / student / name, data)
        yield Entry(student, student, NOT_HANDED_IN, f"{name} may be meant for it")
    put(folder / f"unmarked{n}" / "homework.ipynb", notebook(""))
    yield Entry(f"unmarked{n}", f"unmarked{n}", NOT_HANDED_IN, f"no cell that begins with %%writefile {FILE}")
    for suffix, kind in ((".docx", "a Word document"), (".jpg", "a picture"), (".txt", "a plain text file")):
        put(folder / f"essay{n}{suffix[1]}{suffix}", b"\xff\xd8 not a program")
        yield Entry(f"essay{n}{suffix[1]}{suffix}", f"essay{n}{suffix[1]}", NOT_HANDED_IN, f"it is {kind}")
    put(folder / f"broken{n}.zip", b"PK and no archive")
    yield Entry(f"broken{n}.zip", f"broken{n}", NOT_HANDED_IN, "could not be opened")
    put(folder / f"rar{n}.rar", b"Rar!")
    yield Entry(f"rar{n}.rar", f"rar{n}", NOT_HANDED_IN, "this kind of archive cannot be read")
    (folder / f"empty{n}").mkdir()
    yield Entry(f"empty{n}", f"empty{n}", NOT_HANDED_IN, f"No {FILE} was handed in")


def platforms(folder: Path, n: int) -> Iterator[Entry]:
    """Several entries of one student, as Moodle and Canvas name them; the latest is right."""
    for name, data in ((f"canvas{n}_7{n}_10_join.py", WRONG), (f"canvas{n}_LATE_7{n}_12_join-1.py", RIGHT)):
        put(folder / name, data)
        yield Entry(name, f"canvas{n}")
    moodle = f"Moo Dle{n}_{n}_assignsubmission"
    put(folder / f"{moodle}_file_" / "work" / FILE, RIGHT)
    put(folder / f"{moodle}_onlinetext_" / "onlinetext.html", b"<p>done</p>")
    yield from (Entry(f"{moodle}_{kind}_", f"Moo Dle{n}") for kind in ("file", "onlinetext"))
    with tarfile.open(folder / f"tar{n}.tar.gz", "w:gz") as archive:
        archive.add(ROOT / "solutions" / TOPIC / FILE, f"hw/{FILE}")
    yield Entry(f"tar{n}.tar.gz", f"tar{n}")


def debris(folder: Path) -> Iterator[Entry]:
    """What nobody has handed in."""
    for name in ("venv", "node_modules", ".git", "__MACOSX", "site-packages"):
        put(folder / name / FILE, WRONG)
        yield Entry(name, NOBODY)
    for name in (".DS_Store", "Thumbs.db", "desktop.ini"):
        put(folder / name, b"x")
        yield Entry(name, NOBODY)


def make_class(folder: Path, students: int = 60) -> list[Entry]:
    """Make the class; gives every entry of the folder."""
    entries: dict[str, list[Entry]] = {}
    kinds = cycle((plain, nearly, platforms))
    for number, kind in enumerate(islice(kinds, 3 * students)):
        if len(entries) >= students:
            break
        for entry in kind(folder, number):
            entries.setdefault(entry.student, []).append(entry)
    return [*(entry for several in entries.values() for entry in several), *debris(folder)]
