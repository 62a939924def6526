"""Attacks that are no programs but what is handed in: refused with a clear message, or graded on their merits."""

import gzip
import io
import json
import lzma
import os
import stat
import struct
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.checks.course import Course, Exercise
from autograder.checks.results import Outcome
from autograder.desk.grading import grade_exercise
from autograder.intake.submission import Submission, read_class
from autograder.sandbox.sandbox import Sandbox
from tests.attacks.corpus import make_course, printed
from tests.conftest import LEVELS, ROOT, Sandboxes

NUMBERS = {24, 25, 62, 63, 64, 65, 66, 67, 68, 71}
RIGHT = (ROOT / "solutions/01_process_target/process_target.py").read_bytes()
EXERCISES = Course.load(ROOT).pick(["01"])
FILE = "process_target.py"
MEMORY_BYTES = 200 << 20  # what taking in one submission may need at most, whatever it claims
Build = Callable[[Path], None]


def in_zip(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Build:
    """A zip archive with these files."""

    def build(folder: Path) -> None:
        with zipfile.ZipFile(folder / "eve.zip", "w", method) as archive:
            for name, data in entries.items():
                archive.writestr(name, data)

    return build


def special_in_zip(kind: int) -> Build:
    """A zip archive whose one entry says that it is something else than a file."""

    def build(folder: Path) -> None:
        info = zipfile.ZipInfo(FILE)
        info.external_attr = (kind | 0o777) << 16
        with zipfile.ZipFile(folder / "eve.zip", "w") as archive:
            archive.writestr(info, "/etc/passwd")

    return build


def special_in_tar(kind: bytes) -> Build:
    """A tar archive whose one entry is a link or a device."""

    def build(folder: Path) -> None:
        info = tarfile.TarInfo(FILE)
        info.type, info.linkname = kind, "/etc/passwd"
        with tarfile.open(folder / "eve.tar.gz", "w:gz") as archive:
            archive.addfile(info)

    return build


def in_tar(names: list[str], mode: str = "w", suffix: str = ".tar", data: bytes = RIGHT) -> Build:
    """A tar archive with the same file under several names."""

    def build(folder: Path) -> None:
        with tarfile.open(str(folder / f"eve{suffix}"), mode) as archive:  # type: ignore[call-overload]
            for name in names:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))

    return build


def in_folder(make: Callable[[Path], object], name: str = FILE) -> Build:
    """A folder with one entry that is made in some other way."""

    def build(folder: Path) -> None:
        (folder / "eve").mkdir()
        make(folder / "eve" / name)

    return build


def misnamed(folder: Path) -> None:
    """A right program of another name, in a folder: a single file would be taken for the only exercise there is."""
    (folder / "eve").mkdir()
    (folder / "eve" / "eve.py").write_bytes(RIGHT)


def raw(name: str, data: bytes) -> Build:
    """A file as it is."""

    def build(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return build


def false_header() -> bytes:
    """A tar archive whose extended header claims to be eight gigabytes long, compressed."""
    info = tarfile.TarInfo("header")
    info.type, info.size = tarfile.XHDTYPE, 8 << 30
    return gzip.compress(info.tobuf(tarfile.GNU_FORMAT) + bytes(1 << 20))


def greedy_xz() -> bytes:
    """An xz file that needs a dictionary of more than a gigabyte."""
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]
    data = bytearray(lzma.compress(bytes(1024), filters=filters))
    place = data.index(b"\x21\x01", 12)
    data[place + 2] = 39  # the dictionary's size as the header says it: 3 GiB
    end = 12 + (data[12] + 1) * 4
    data[end - 4 : end] = struct.pack("<I", __import__("zlib").crc32(bytes(data[12 : end - 4])))
    return bytes(data)


def false_directory() -> bytes:
    """A zip archive whose directory claims to be larger than anything that is read at once."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(FILE, RIGHT)
    data = bytearray(bytes(6 << 20) + file.getvalue())
    place = data.rindex(b"PK\x05\x06")
    data[place + 12 : place + 20] = struct.pack("<II", 5 << 20, 0)
    return bytes(data)


def nested(depth: int) -> bytes:
    """A zip in a zip in a zip."""
    data = RIGHT
    for level in range(depth):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"level{level}.zip" if level else FILE, data)
        data = file.getvalue()
    return data


ZEROS = bytes(64 << 20)
DIRECTORY_NAME = "/".join(["deep"] * 40) + f"/{FILE}"
REFUSED: dict[str, tuple[Build, str]] = {
    "62 parent in a zip": (in_zip({f"../{FILE}": RIGHT}), "points outside the submission"),
    "62 absolute path in a zip": (in_zip({f"/tmp/{FILE}": RIGHT}), "points outside the submission"),
    "62 drive in a zip": (in_zip({f"C:\\work\\{FILE}": RIGHT}), "points outside the submission"),
    "62 parent in a tar": (in_tar([f"a/../../{FILE}"]), "points outside the submission"),
    "63 symbolic link in a zip": (special_in_zip(stat.S_IFLNK), "link or a device"),
    "63 device in a zip": (special_in_zip(stat.S_IFCHR), "link or a device"),
    "63 symbolic link in a tar": (special_in_tar(tarfile.SYMTYPE), "link or a device"),
    "63 hard link in a tar": (special_in_tar(tarfile.LNKTYPE), "link or a device"),
    "63 FIFO in a tar": (special_in_tar(tarfile.FIFOTYPE), "link or a device"),
    "63 device in a tar": (special_in_tar(tarfile.BLKTYPE), "link or a device"),
    "63 symbolic link": (in_folder(lambda path: path.symlink_to("/etc/passwd")), "link or a device"),
    "63 linked folder": (lambda folder: (folder / "eve.zip").symlink_to("/etc"), "link or a device"),
    "63 FIFO": (in_folder(os.mkfifo), "link or a device"),
    "63 FIFO as the submission": (lambda folder: os.mkfifo(folder / "eve.py"), "link or a device"),
    "64 zip bomb": (in_zip({"zeros": ZEROS, FILE: RIGHT}), "more than 32 MiB"),
    "64 bzip2 in a zip": (in_zip({"zeros": ZEROS}, zipfile.ZIP_BZIP2), "more than 32 MiB"),
    "64 many entries in a zip": (in_zip({f"{n}.txt": b"" for n in range(2500)}), "more than 2000 files"),
    "64 many entries in a tar": (in_tar([f"{n}.txt" for n in range(2500)], data=b""), "more than 2000 files"),
    "64 tar bomb": (in_tar(["zeros"], "w:bz2", ".tar.bz2", ZEROS), "more than 32 MiB"),
    "64 large file in a tar": (in_tar(["zeros"], "w:gz", ".tgz", ZEROS), "more than 32 MiB"),
    "64 header of gigabytes": (raw("eve.tar.gz", false_header()), "was refused"),
    "64 xz that wants gigabytes": (raw("eve.tar.xz", greedy_xz()), "could not be opened"),
    "64 directory of megabytes": (raw("eve.zip", false_directory()), "was refused"),
    "64 nested zips": (raw("eve.zip", nested(3)), "archive inside an archive"),
    "64 another kind": (raw("eve.rar", b"Rar!"), "hand in a .zip"),
    "65 reserved name": (in_zip({f"aux/{FILE}": RIGHT}), "reserved on Windows"),
    "65 name with a final dot": (in_zip({f"homework./{FILE}": RIGHT}), "reserved on Windows"),
    "65 overlong name": (in_tar(["x" * 300 + f"/{FILE}"]), "name is too long"),
    "65 overlong path": (in_zip({DIRECTORY_NAME: RIGHT}), "name is too long"),
    "65 unseen characters": (in_zip({f"\u202ehomework/{FILE}": RIGHT}), "cannot be seen"),
    "66 NUL": (raw(FILE, RIGHT + b"\0"), "NUL byte"),
    "66 not UTF-8": (raw(FILE, RIGHT + b"# \xe9\n"), "PEP 263"),
    "66 unknown coding": (raw(FILE, b"# coding: klingon\n" + RIGHT), "PEP 263"),
    "66 BOM against the coding line": (raw(FILE, b"\xef\xbb\xbf# coding: latin-1\n" + RIGHT), "PEP 263"),
    "67 huge file": (raw(FILE, b"x = '" + b"x" * 300_000 + b"'\n" + RIGHT), "larger than 256 KiB"),
    "68 empty": (raw(FILE, b""), "is empty"),
    "68 binary": (raw(FILE, b"\x7fELF\x02\x01\x01\0\0\0"), "not a text file"),
    "68 wrongly named": (misnamed, f"No {FILE} was handed in"),
    "68 no archive": (raw("eve.zip", b"PK but no archive"), "could not be opened"),
    "68 cut off": (raw("eve.tar.gz", gzip.compress(bytes(20_000))[:30]), "could not be opened"),
}


def take(folder: Path) -> Submission:
    """The one submission in a folder."""
    (submission,) = read_class(folder, EXERCISES)
    return submission


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_submission_is_refused_with_a_clear_message(name: str, tmp_path: Path) -> None:
    """The student's sentence names the cause, memory stays bounded, and nothing is written anywhere."""
    build, words = REFUSED[name]
    build(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    tracemalloc.start()
    try:
        handed = take(tmp_path).handed(EXERCISES[0])
        assert tracemalloc.get_traced_memory()[1] < MEMORY_BYTES
    finally:
        tracemalloc.stop()
    assert words in handed.obstacle
    assert handed.obstacle.isprintable()
    assert sorted(tmp_path.rglob("*")) == before


def test_names_that_collide_are_told(tmp_path: Path) -> None:
    """Attack 65: of two names that are one on many systems the first is taken, and the instructor is told."""
    in_zip({FILE: RIGHT, FILE.upper(): b"raise SystemExit\n"})(tmp_path)
    submission = take(tmp_path)
    assert submission.handed(EXERCISES[0]).source == RIGHT
    assert "one name on many systems" in submission.notes[0]


@pytest.mark.parametrize(
    ("mode", "suffix"), [("w", ".tar"), ("w:gz", ".tar.gz"), ("w:gz", ".tgz"), ("w:bz2", ".tar.bz2"), ("w:xz", ".txz")]
)
def test_every_tar_is_read(mode: str, suffix: str, tmp_path: Path) -> None:
    """Compressed or not, an ordinary archive is taken, and the student's name is what stands before the suffix."""
    in_tar([f"homework/{FILE}"], mode, suffix)(tmp_path)
    submission = take(tmp_path)
    assert (submission.student, submission.handed(EXERCISES[0]).source) == ("eve", RIGHT)
    assert submission.notes == []


@pytest.mark.parametrize("cut", range(0, 1200, 75))
@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tgz", ".tar.bz2", ".tar.xz"])
def test_a_damaged_archive_is_told_and_nothing_else(suffix: str, cut: int, tmp_path: Path) -> None:
    """Bytes changed anywhere: the archive is read, or told in one sentence; intake itself never breaks."""
    modes = {".tar": "w", ".tgz": "w:gz", ".tar.bz2": "w:bz2", ".tar.xz": "w:xz"}
    (in_zip({FILE: RIGHT}) if suffix == ".zip" else in_tar([FILE], modes[suffix], suffix))(tmp_path)
    path = tmp_path / f"eve{suffix}"
    data = bytearray(path.read_bytes())
    place = cut % len(data)
    data[place : place + 5] = b"\xff\x00\xfe\x7f\x80"
    path.write_bytes(data)
    handed = take(tmp_path).handed(EXERCISES[0])
    assert handed.obstacle or handed.source


def test_a_name_in_bad_bytes_can_be_written(tmp_path: Path) -> None:
    """Attack 73: a folder whose name is no text gets a name that can be shown and sent."""
    os.mkdir(os.fsencode(tmp_path) + b"/ev\xff\x1b[31m")
    submission = take(tmp_path)
    assert submission.student.encode().decode().isprintable()


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    """The exercise that good but odd files are graded in."""
    return make_course(tmp_path_factory.mktemp("course"), ["fork", "spawn"]).pick(["01"])[0]


@pytest.fixture(params=LEVELS)
def box(request: pytest.FixtureRequest, sandboxes: Sandboxes) -> Sandbox:
    """A sandbox of each level that can be had here."""
    return sandboxes(request.param)


def notebook() -> bytes:
    """A notebook whose outputs and texts are hostile to whoever shows them."""
    script = "<script>alert('owned')</script>"
    outputs = [{"output_type": "display_data", "data": {"text/html": script, "application/javascript": script}}]
    cells = [
        {"cell_type": "markdown", "source": script, "metadata": {}},
        {"cell_type": "code", "source": f"%%writefile {FILE}\n" + RIGHT.decode(), "outputs": outputs, "metadata": {}},
        {"cell_type": "code", "source": "!rm -rf /", "outputs": outputs, "metadata": {}},
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


ODD: dict[str, Build] = {
    "24 files that pytest or Python would load": in_zip(
        {
            FILE: RIGHT,
            **dict.fromkeys(("conftest.py", "sitecustomize.py", "usercustomize.py"), b"print('HOLE')\n"),
            "evil.pth": b"import os; print('HOLE')\n",
            "pytest.ini": b"[pytest]\naddopts = --collect-only\n",
            "test_process_target.py": b"print('HOLE')\n",
        }
    ),
    "66 BOM and CRLF": raw(FILE, b"\xef\xbb\xbf" + RIGHT.replace(b"\n", b"\r\n")),
    "66 coding cookie": raw(FILE, b"# -*- coding: latin-1 -*-\n# \xe9\n" + RIGHT),
    "71 notebook": raw("eve.ipynb", notebook()),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_submission_is_graded_on_its_merits(name: str, exercise: Exercise, box: Sandbox, tmp_path: Path) -> None:
    """Nothing of it but the exercise's own file has any effect."""
    ODD[name](tmp_path)
    handed = take(tmp_path).handed(exercise)
    result, attempt = grade_exercise(exercise, handed, box, "attack")
    assert result.outcome is Outcome.PASSED, [verdict.actual for verdict in result.verdicts]
    assert "HOLE" not in printed(attempt)
    assert "owned" not in handed.source.decode("latin-1")


def test_a_huge_tree_ends_as_a_program_does(exercise: Exercise, box: Sandbox, tmp_path: Path) -> None:
    """Attack 67: what Python's own compiler cannot take fails in the sandbox, with a sentence."""
    (tmp_path / FILE).write_bytes(b"x = " + b"(" * 100_000 + b")" * 100_000 + b"\n" + RIGHT)
    result, _ = grade_exercise(exercise, take(tmp_path).handed(exercise), box, "attack")
    assert result.outcome is Outcome.FAILED
    assert all(FILE in verdict.actual for verdict in result.verdicts)


def test_a_file_that_hides_a_standard_module_is_told(tmp_path: Path) -> None:
    """Attack 25: the student reads which file hides which module."""
    in_zip({FILE: RIGHT, "multiprocessing.py": b"Process = None\n", "json.py": b""})(tmp_path)
    assert "hides Python's own module" in take(tmp_path).handed(EXERCISES[0]).obstacle
