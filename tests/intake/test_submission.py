"""Whatever is handed in is taken in, or told in one sentence; nobody's work stops anybody else's."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from autograder.checks.course import Course
from autograder.errors import UsageError
from autograder.intake.owners import Owner
from autograder.intake.submission import Submission, read_class
from tests.conftest import ROOT

EXERCISES = Course.load(ROOT).pick(["02", "05"])
SOURCE = b"class Worker: pass\n"


def take(folder: Path) -> dict[str, Submission]:
    """The class in a folder, by student."""
    return {one.student: one for one in read_class(folder, EXERCISES)}


def test_a_folder_is_read_by_exercise_or_flat(tmp_path: Path) -> None:
    """The file may stand in the exercise's folder, at the top, or further down."""
    for place in ("ada/02_process_subclass", "ben", "cy/homework/week1"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "process_subclass.py").write_bytes(SOURCE)
    for submission in take(tmp_path).values():
        assert submission.handed(EXERCISES[0]).source == SOURCE
        assert submission.notes == []


def test_a_zip_is_read_without_unpacking(tmp_path: Path) -> None:
    """An archive's files are taken by name; entries that point outside are refused and told."""
    with zipfile.ZipFile(tmp_path / "ada.zip", "w") as archive:
        archive.writestr("top/02_process_subclass/process_subclass.py", SOURCE)
        archive.writestr("../../evil.py", b"1")
    submission = take(tmp_path)["ada"]
    assert submission.handed(EXERCISES[0]).source == SOURCE
    assert "points outside the submission" in submission.notes[0]
    assert not (tmp_path.parent / "evil.py").exists()


def test_a_broken_zip_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    """An archive that cannot be opened is a note, not an end."""
    (tmp_path / "ada.zip").write_bytes(b"PK but no archive")
    (tmp_path / "ben.py").write_bytes(b"x = 1")
    taken = take(tmp_path)
    assert "could not be opened" in taken["ada"].notes[0]
    assert "was handed in" in taken["ada"].handed(EXERCISES[0]).obstacle
    assert "ben" in taken


def test_a_zip_bomb_is_counted_as_it_is_read(tmp_path: Path) -> None:
    """What an archive says of its sizes is not believed."""
    with zipfile.ZipFile(tmp_path / "ada.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.bin", io.BytesIO(bytes(64 << 20)).getvalue())
        archive.writestr("process_subclass.py", SOURCE)
    assert "holds more than 32 MiB" in take(tmp_path)["ada"].notes[0]


@pytest.mark.parametrize("magic", ["%%writefile process_subclass.py", "%%file 02/process_subclass.py"])
def test_a_notebook_gives_the_files_that_its_cells_write(tmp_path: Path, magic: str) -> None:
    """``%%writefile`` cells are modules; the other cells are the student's trials."""
    cells = [
        {"cell_type": "markdown", "source": "# Hello"},
        {"cell_type": "code", "source": [f"{magic}\n", "class Worker: pass\n"]},
        {"cell_type": "code", "source": "Worker()"},
    ]
    (tmp_path / "ada.ipynb").write_text(json.dumps({"cells": cells}))
    assert take(tmp_path)["ada"].handed(EXERCISES[0]).source == SOURCE


def test_a_notebook_of_one_topic_is_one_module(tmp_path: Path) -> None:
    """Without ``%%writefile``, a notebook named like the exercise is the module, its magics left out."""
    (tmp_path / "ada").mkdir()
    cells = [{"cell_type": "code", "source": "%matplotlib inline\nclass Worker: pass"}]
    (tmp_path / "ada" / "process_subclass.ipynb").write_text(json.dumps({"cells": cells}))
    source = take(tmp_path)["ada"].handed(EXERCISES[0]).source
    assert source == b"# %matplotlib inline\nclass Worker: pass"


@pytest.mark.parametrize("text", ["not json", "[]", '{"cells": 7}', "[" * 100_000])
def test_a_damaged_notebook_is_a_note(tmp_path: Path, text: str) -> None:
    """A notebook that cannot be read is told to the instructor."""
    (tmp_path / "ada.ipynb").write_text(text)
    assert "not a notebook that can be read" in take(tmp_path)["ada"].notes[0]


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"a\0b", "NUL"),
        (b"x = '\xff'", "PEP 263"),
        (b"# coding: nonsense\n", "PEP 263"),
        (b"#" * 300_000, "larger than"),
    ],
)
def test_what_cannot_be_python_is_told(tmp_path: Path, source: bytes, sentence: str) -> None:
    """A file that is no source text gets a sentence before anything is run."""
    (tmp_path / "process_subclass.py").write_bytes(source)
    assert sentence in take(tmp_path)["process_subclass"].handed(EXERCISES[0]).obstacle


@pytest.mark.parametrize("source", [b"\xef\xbb\xbfx = 1\r\n", "# -*- coding: gbk -*-\nx = '进程'\n".encode("gbk")])
def test_any_encoding_that_python_reads_is_read(tmp_path: Path, source: bytes) -> None:
    """Byte order marks, line ends of Windows and coding lines are Python's business."""
    (tmp_path / "process_subclass.py").write_bytes(source)
    assert take(tmp_path)["process_subclass"].handed(EXERCISES[0]).obstacle == ""


def test_two_submissions_of_one_student_are_both_kept_and_told(tmp_path: Path) -> None:
    """Neither is lost, and the instructor is told of both."""
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "process_subclass.py").write_bytes(SOURCE)
    with zipfile.ZipFile(tmp_path / "ada.zip", "w") as archive:
        archive.writestr("process_subclass.py", SOURCE)
    taken = take(tmp_path)
    assert sorted(taken) == ["ada (ada)", "ada (ada.zip)"]
    assert all("more than once" in one.notes[0] for one in taken.values())


def test_two_copies_in_one_submission_are_told(tmp_path: Path) -> None:
    """The copy in the exercise's own folder is graded."""
    (tmp_path / "ada" / "02_process_subclass").mkdir(parents=True)
    (tmp_path / "ada" / "process_subclass.py").write_bytes(b"old = 1\n")
    (tmp_path / "ada" / "02_process_subclass" / "process_subclass.py").write_bytes(SOURCE)
    submission = take(tmp_path)["ada"]
    assert submission.handed(EXERCISES[0]).source == SOURCE
    assert "more than once" in submission.notes[0]


def test_unknown_files_are_told_and_left_alone(tmp_path: Path) -> None:
    """What no exercise asks for is named."""
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "process_subclass.py").write_bytes(SOURCE)
    (tmp_path / "ada" / "virus.exe").write_bytes(b"MZ")
    submission = take(tmp_path)["ada"]
    assert "virus.exe" in submission.notes[0]
    assert list(submission.files) == ["02_process_subclass"]


def test_a_file_that_hides_a_standard_module_is_told_to_the_student(tmp_path: Path) -> None:
    """The student's own machine would import it instead of the standard module."""
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "process_subclass.py").write_bytes(SOURCE)
    (tmp_path / "ada" / "multiprocessing.py").write_bytes(b"")
    assert "hides Python's own module `multiprocessing`" in take(tmp_path)["ada"].handed(EXERCISES[0]).obstacle


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A symbolic link in a submission is left alone, wherever it points."""
    (tmp_path / "class" / "ada").mkdir(parents=True)
    (tmp_path / "secret.py").write_bytes(SOURCE)
    (tmp_path / "class" / "ada" / "process_subclass.py").symlink_to(tmp_path / "secret.py")
    submission = take(tmp_path / "class")["ada"]
    assert "not a plain file" in submission.notes[0]
    assert submission.files == {}


def test_an_empty_class_is_a_usage_error(tmp_path: Path) -> None:
    """A folder without submissions is told, with what was looked for."""
    with pytest.raises(UsageError, match="holds no submissions"):
        take(tmp_path)


def test_a_submission_is_read_when_it_is_come_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before that it is known by its name alone, and afterwards nothing of it is kept."""
    for number in range(5):
        (tmp_path / f"student{number}.py").write_text("x = 1\n")
    read: list[str] = []

    def read_noting(owner: Owner, *_: object) -> Submission:
        read.append(owner.origin)
        return Submission(owner.student, owner.origin)

    monkeypatch.setattr("autograder.intake.submission.read_owner", read_noting)
    found = read_class(tmp_path, EXERCISES)
    assert (len(found), read) == (5, [])
    one_by_one = iter(found)
    assert next(one_by_one).student == "student0"
    assert read == ["student0.py"]


def test_names_that_read_the_same_are_numbered(tmp_path: Path) -> None:
    """However many there are, and whoever is called like that already; of many entries of one student ten are told."""
    for name in ("a\u202e", "a\\u202e", "a\\u202e [2]"):
        (tmp_path / name).mkdir()
    for suffix in (".py", ".zip", ".tar", ".tar.gz", ".tgz", ".ipynb"):
        (tmp_path / f"bo{suffix}").write_bytes(b"")
    names = [one.student for one in read_class(tmp_path, EXERCISES)]
    assert len(set(names)) == 9
    named = "a\\u202e"
    assert [one for one in names if one.startswith("a")] == [named, f"{named} [2]", f"{named} [3]"]
    assert all(one.startswith("bo (bo.") for one in names if one.startswith("bo"))
