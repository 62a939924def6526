"""One submission costs its author alone: never the class, the hour or the machine."""

import bz2
import gzip
import io
import json
import os
import subprocess
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.checks.course import Course
from autograder.intake import submission
from autograder.intake.archives import CHUNK, SUBMISSION_ENTRIES, Budget
from autograder.intake.submission import Submission, read_class
from tests.conftest import ROOT
from tests.fuzz.inputs import pack

EXERCISES = Course.load(ROOT).pick(["02"])
FILE = "process_subclass.py"
SOURCE = b"class Worker: pass\n"
LONE = "\ud800"
Build = Callable[[Path], None]


def take(folder: Path) -> tuple[Submission, Submission]:
    """Eve's submission and that of honest Ada, who is in every class here."""
    (folder / "ada").mkdir()
    (folder / "ada" / FILE).write_bytes(SOURCE)
    ada, eve = read_class(folder, EXERCISES)
    return eve, ada


def zipped(*entries: tuple[str, bytes]) -> bytes:
    """A zip archive with these entries, whatever their names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(Named(name), data)
    return file.getvalue()


class Named(zipfile.ZipInfo):
    """An entry that can be written without a name."""

    def is_dir(self) -> bool:
        """Zipfile's own looks at the last character."""
        return False


def nameless(folder: Path) -> None:
    """An archive whose entry has no name at all."""
    (folder / "eve.zip").write_bytes(zipped(("", b"1"), (FILE, SOURCE)))


def notebook(name: str) -> Build:
    """A notebook whose cell writes a file of this name, in a folder with a program that is right."""

    def build(folder: Path) -> None:
        cells = [{"cell_type": "code", "source": f"%%writefile {name}\n1\n", "metadata": {}}]
        (folder / "eve").mkdir()
        (folder / "eve" / FILE).write_bytes(SOURCE)
        (folder / "eve" / "work.ipynb").write_text(json.dumps({"cells": cells, "metadata": {}}))

    return build


def deep(folder: Path) -> None:
    """A folder 1200 levels deep beside the program."""
    (folder / "eve").mkdir()
    (folder / "eve" / FILE).write_bytes(SOURCE)
    where = os.open(folder / "eve", os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("d", dir_fd=where)
        below = os.open("d", os.O_RDONLY, dir_fd=where)
        os.close(where)
        where = below
    os.close(where)


def many_files(folder: Path) -> None:
    """A folder of more files than are ever looked at, beside the program."""
    (folder / "eve" / "data").mkdir(parents=True)
    (folder / "eve" / FILE).write_bytes(SOURCE)
    for number in range(SUBMISSION_ENTRIES + 10):
        (folder / "eve" / "data" / f"{number}.txt").touch()


def in_tar(name: str) -> Build:
    """A tar archive with the program and an entry of this name."""

    def build(folder: Path) -> None:
        with tarfile.open(folder / "eve.tar.gz", "w:gz") as archive:
            for one in (FILE, name):
                info = tarfile.TarInfo(one)
                info.size = len(SOURCE)
                archive.addfile(info, io.BytesIO(SOURCE))

    return build


def one_damaged(folder: Path) -> None:
    """A zip archive of which one file has another checksum."""
    data = bytearray(zipped(("notes.txt", b"a" * 5000), (FILE, SOURCE)))
    data[data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x01\x02")) + 16] ^= 0xFF
    data[data.index(b"PK\x03\x04") + 14] ^= 0xFF
    (folder / "eve.zip").write_bytes(data)


COSTS_ONE_FILE: dict[str, tuple[Build, str]] = {
    "an entry without a name": (nameless, "A file without a name was refused: it has no name"),
    "an entry that is a dot": (in_tar("."), "it has no name"),
    "a lone surrogate in a notebook": (notebook(f"a{LONE}.py"), "a?.py"),
    "control characters in a notebook": (notebook("a\x1b[31m.py"), "characters that cannot be seen"),
    "a reserved name in a notebook": (notebook("aux.py"), "reserved on Windows"),
    "a long name in a notebook": (notebook("x" * 5000), "its name is too long"),
    "a folder 1200 levels deep": (deep, "its name is too long"),
    "a folder of too many files": (many_files, f"more than {SUBMISSION_ENTRIES} files"),
    "a surrogate in a tar": (in_tar("\udcff/a.py"), "characters that cannot be seen"),
    "a file with a wrong checksum": (one_damaged, "it is damaged"),
}


@pytest.mark.parametrize("name", COSTS_ONE_FILE)
def test_what_is_wrong_with_one_file_costs_that_file(name: str, tmp_path: Path) -> None:
    """The others are taken, the cause is told, and every sentence can be written."""
    build, words = COSTS_ONE_FILE[name]
    try:
        build(tmp_path)
        eve, ada = take(tmp_path)
    finally:
        subprocess.run(["rm", "-rf", str(tmp_path)], check=True)  # Python's own ways do not reach 1200 levels down
    assert (ada.handed(EXERCISES[0]).source, ada.notes) == (SOURCE, [])
    assert eve.handed(EXERCISES[0]).source == SOURCE
    assert words in " ".join(eve.notes)
    assert all(note.isprintable() and len(note) < 1000 for note in eve.notes)


@pytest.mark.parametrize("coding", ["undefined", "punycode", "idna", "unicode_escape", "utf_7", "hz", "zlib", "cp037"])
def test_an_encoding_that_is_made_for_other_things_is_no_encoding_of_source(coding: str, tmp_path: Path) -> None:
    """It is told, and not decoded, which for some of them takes time that grows with the square."""
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve" / FILE).write_bytes(b"# coding: " + coding.encode() + b"\n" + b"a-" * 100_000)
    eve, _ = take(tmp_path)
    assert "PEP 263" in eve.handed(EXERCISES[0]).obstacle


@pytest.mark.parametrize(
    "coding", ["latin-1", "gbk", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "koi8-r", "cp1252"]
)
def test_every_encoding_of_source_text_is_one(coding: str, tmp_path: Path) -> None:
    """Those that students' editors write are taken."""
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve" / FILE).write_bytes(f"# -*- coding: {coding} -*-\nx = 1\n".encode(coding))
    eve, _ = take(tmp_path)
    assert eve.handed(EXERCISES[0]).obstacle == ""


def test_nothing_is_read_once_the_budget_is_spent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of ten archives that each hold almost too much, one is read, the second begun, and no other opened."""
    (tmp_path / "eve").mkdir()
    bomb = zipped(("zeros.bin", bytes(30 << 20)))
    for number in range(10):
        (tmp_path / "eve" / f"{number}.zip").write_bytes(bomb)
    came: list[int] = []
    spend = Budget.spend

    def count(budget: Budget, number: int) -> None:
        came.append(number)
        spend(budget, number)

    monkeypatch.setattr(Budget, "spend", count)
    eve, _ = take(tmp_path)
    assert "more than 32 MiB" in eve.notes[0]
    assert sum(came) <= (32 << 20) + CHUNK


@pytest.mark.parametrize(("suffix", "empty"), [(".tgz", gzip.compress(b"", mtime=0)), (".tbz2", bz2.compress(b""))])
def test_members_out_of_which_nothing_comes_are_counted(suffix: str, empty: bytes, tmp_path: Path) -> None:
    """An archive of hundreds of thousands of empty compressed members is not read to its end."""
    (tmp_path / f"eve{suffix}").write_bytes(empty * 100_000)
    eve, _ = take(tmp_path)
    assert "too many parts" in eve.notes[0]


@pytest.mark.parametrize("suffix", [".tgz", ".tbz2", ".txz"])
def test_compressed_members_one_behind_the_other_are_read(suffix: str, tmp_path: Path) -> None:
    """Programs that compress in parallel make such archives."""
    info = tarfile.TarInfo(FILE)
    info.size = len(SOURCE)
    data = info.tobuf() + SOURCE + bytes(-len(SOURCE) % 512 + 1024)
    (tmp_path / f"eve{suffix}").write_bytes(
        b"".join(pack(half, suffix) for half in (data[:300], data[300:])) + bytes(512)
    )
    eve, _ = take(tmp_path)
    assert (eve.handed(EXERCISES[0]).source, eve.notes) == (SOURCE, [])


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (b"{}", "not laid out as notebooks are"),
        (b'{"cell_type":0}', "more than 5000 cells"),
        (b'{"cell_type":"code","source":"%%writefile a"}', "more than 5000 cells"),
        (b"[[]]", "not laid out as notebooks are"),
    ],
)
def test_a_notebook_of_millions_of_cells_is_told(cell: bytes, words: str, tmp_path: Path) -> None:
    """And costs no more memory than another submission may."""
    number = (15 << 20) // (len(cell) + 1)
    (tmp_path / "eve.ipynb").write_bytes(b'{"cells":[' + b",".join([cell] * number) + b"]}")
    tracemalloc.start()
    try:
        eve, _ = take(tmp_path)
        assert tracemalloc.get_traced_memory()[1] < 300 << 20
    finally:
        tracemalloc.stop()
    assert words in eve.notes[0]


@pytest.mark.parametrize("suffix", [".tar", ".tar.gz"])
def test_a_tar_that_claims_exabytes_is_told_at_once(suffix: str, tmp_path: Path) -> None:
    """Tarfile goes on to the claimed end of a file in steps of ten kilobytes, also where there is nothing any more."""
    info = tarfile.TarInfo("notes.txt")
    info.size = 1 << 60
    data = info.tobuf(tarfile.GNU_FORMAT) + bytes(1024)
    (tmp_path / f"eve{suffix}").write_bytes(gzip.compress(data) if suffix.endswith("gz") else data)
    eve, _ = take(tmp_path)
    told = " ".join(eve.notes)
    assert "it ends too early" in told or "unexpected end of data" in told  # since 3.13, tarfile itself looks for it


@pytest.mark.parametrize("files", [1, 3000])
def test_what_is_told_of_one_submission_is_bounded(files: int, tmp_path: Path) -> None:
    """However many cells are wrong in one way: they are counted, and not all listed."""
    sources = [f"# {'x' * 900}\n%%writefile -a {number % files}.py\n1\n" for number in range(3000)]
    cells = [{"cell_type": "code", "source": source, "metadata": {}} for source in sources]
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve" / FILE).write_bytes(SOURCE)
    (tmp_path / "eve" / "work.ipynb").write_text(json.dumps({"cells": cells, "metadata": {}}))
    eve, _ = take(tmp_path)
    assert eve.handed(EXERCISES[0]).source == SOURCE
    assert any("is not the first line of its cell" in note for note in eve.notes)
    assert len(eve.notes) <= submission.NOTES + 1
    assert (f"There are {3000 + 1 - submission.NOTES} more notes." in eve.notes) == (files == 3000)


def test_what_nobody_thought_of_becomes_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any error whatever; Ctrl-C alone goes through."""
    taking_in = submission.take_in

    def break_for_eve(one: Submission, exercises: object) -> None:
        if one.student == "eve":
            raise error
        taking_in(one, exercises)  # type: ignore[arg-type]

    monkeypatch.setattr(submission, "take_in", break_for_eve)
    error: BaseException = ZeroDivisionError("never thought of")
    (tmp_path / "eve.py").write_bytes(SOURCE)
    eve, ada = take(tmp_path)
    assert ada.handed(EXERCISES[0]).source == SOURCE
    assert "could not be taken in (ZeroDivisionError)" in eve.handed(EXERCISES[0]).obstacle
    error = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        list(read_class(tmp_path, EXERCISES))


def test_students_whose_names_read_the_same_are_told_apart(tmp_path: Path) -> None:
    """Long names are cut, and each keeps a name of its own that fits a file system and a gradebook."""
    for ending in ("a", "b", "c"):
        (tmp_path / ("\U0001f600" * 55 + ending)).mkdir()
    students = [one.student for one in read_class(tmp_path, EXERCISES)]
    assert len(set(students)) == 3
    assert all(len(student.encode()) <= 120 for student in students)
