"""Every entry of a class folder is somebody's; a platform's several entries of one student are one student's."""

import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from autograder.checks.course import Course
from autograder.intake import owners
from autograder.intake.gradescope_export import Exported
from autograder.intake.owners import OneByOne, Owner, Piece, find_owners
from autograder.intake.submission import Submission, read_class
from tests.conftest import ROOT

COURSE = Course.load(ROOT)
EXERCISE, OTHER = COURSE.pick(["06", "08"])
OLD, NEW = b"old = 1\n", b"new = 2\n"
NOON = 1_790_000_000


def put(path: Path, data: bytes = NEW, when: int = NOON) -> None:
    """A file with what is in it, and its time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (when, when))


def take(folder: Path, *graded: str) -> dict[str, Submission]:
    """The class in a folder, by student."""
    return {one.student: one for one in read_class(folder, COURSE.exercises, COURSE.pick(list(graded)))}


def test_the_latest_of_a_canvas_file_counts(tmp_path: Path) -> None:
    """Canvas numbers what was handed in again; other files of the same student stand beside it."""
    put(tmp_path / "weberanna_4711_90_join.py", OLD)
    put(tmp_path / "weberanna_LATE_4711_95_join-1.py", NEW)
    put(tmp_path / "weberanna_4711_91_pids.py", b"pids = 3\n")
    put(tmp_path / "odinbo_12_93_join.py", b"bo = 4\n")
    taken = take(tmp_path)
    assert sorted(taken) == ["odinbo", "weberanna"]
    anna = taken["weberanna"]
    assert (anna.handed(EXERCISE).source, anna.handed(OTHER).source) == (NEW, b"pids = 3\n")
    assert any("weberanna_LATE_4711_95_join-1.py is the latest" in note for note in anna.notes)
    assert taken["odinbo"].notes == []


def test_a_class_is_read_one_by_one(tmp_path: Path) -> None:
    """Whoever takes the first has read the first alone; each time anew, and the number of all costs no reading."""
    for name in ("ada", "bo", "cy"):
        put(tmp_path / name / "join.py")
    read: list[str] = []

    def note(owner: Owner) -> str:
        read.append(owner.student)
        return owner.student

    class_ = OneByOne(find_owners(tmp_path), note)
    assert (len(class_), read) == (3, [])
    taking = iter(class_)
    assert (next(taking), read) == ("ada", ["ada"])
    assert (next(taking), read) == ("bo", ["ada", "bo"])
    assert list(class_) == ["ada", "bo", "cy"]
    assert len(read) == 5


def test_a_class_folder_is_looked_at_in_linear_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each entry a few times, of a large class as of a small one, also where a platform has several of each student."""
    looked: list[Path] = []
    look_at = owners.look_at

    def note(entry: Path, exported: Mapping[str, Exported]) -> tuple[tuple[str, ...], Piece]:
        looked.append(entry)
        return look_at(entry, exported)

    monkeypatch.setattr(owners, "look_at", note)
    for count in (5, 50):
        folder = tmp_path / str(count)
        for number in range(count):
            for kind in ("file_", "onlinetext_"):
                (folder / f"Anna Weber_{number}_assignsubmission_{kind}").mkdir(parents=True)
        looked.clear()
        assert len({one.student for one in find_owners(folder)}) == count
        assert len(looked) <= 5 * 2 * count


def test_an_archive_that_canvas_has_again_takes_the_place_of_the_first(tmp_path: Path) -> None:
    """Of an archive, too, the latest is opened alone."""
    for name, source in (("weber_1_20_work.zip", OLD), ("weber_1_21_work-1.zip", NEW)):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("join.py", source)
    (weber,) = take(tmp_path).values()
    assert weber.handed(EXERCISE).source == NEW


def test_two_folders_of_moodle_are_one_student(tmp_path: Path) -> None:
    """Files and online text are of one student; of two downloads the newer counts, and two Annas stay two."""
    put(tmp_path / "Anna Weber_17_assignsubmission_file_" / "join.py", OLD, NOON)
    put(tmp_path / "Anna Weber_17_assignsubmission_onlinetext_" / "onlinetext.html", b"<p>done</p>")
    put(tmp_path / "Anna Weber_17_assignsubmission_file_ (1)" / "join.py", NEW, NOON + 9)
    os.utime(tmp_path / "Anna Weber_17_assignsubmission_file_", (NOON, NOON))
    os.utime(tmp_path / "Anna Weber_17_assignsubmission_file_ (1)", (NOON + 9, NOON + 9))
    put(tmp_path / "Anna Weber_18_assignsubmission_file_" / "join.py", b"other = 1\n")
    taken = take(tmp_path)
    assert sorted(taken) == ["Anna Weber", "Anna Weber [2]"]
    assert taken["Anna Weber"].handed(EXERCISE).source == NEW
    assert taken["Anna Weber [2]"].handed(EXERCISE).source == b"other = 1\n"


def test_files_of_moodle_without_folders_are_one_student(tmp_path: Path) -> None:
    """An archive that was made without folders has a file for each file, and the student's name before it."""
    put(tmp_path / "Anna Weber_17_assignsubmission_file_join.py")
    put(tmp_path / "Anna Weber_17_assignsubmission_file_pids.py", OLD)
    (anna,) = take(tmp_path).values()
    assert (anna.handed(EXERCISE).source, anna.handed(OTHER).source) == (NEW, OLD)


def test_gradescope_says_whose_a_folder_is(tmp_path: Path) -> None:
    """The metadata names the students, and when each attempt was made."""
    pytest.importorskip("yaml")
    put(tmp_path / "submission_1" / "join.py", NEW)
    put(tmp_path / "submission_2" / "join.py", OLD)
    people = "  :submitters:\n  - :name: 李 Mei\n    :sid: '77'\n    :email: mei@example.org\n"
    stamps = {1: "2026-11-02 09:00:00.5 Z", 2: "2026-11-01 09:00:00.5 Z"}
    text = "".join(f"submission_{n}:\n{people}  :created_at: {stamp}\n" for n, stamp in stamps.items())
    (tmp_path / "submission_metadata.yml").write_text(text, encoding="utf-8")
    (mei,) = take(tmp_path).values()
    assert (mei.student, mei.handed(EXERCISE).source, mei.handed_in) == ("李 Mei", NEW, 1793610000.5)


@pytest.mark.parametrize(
    "text", ["[", "submission_1: 7", "- a", "submission_1:\n  :submitters: []", "a: &a [*a]", "\0"]
)
def test_metadata_that_cannot_be_read_leaves_the_folders_names(tmp_path: Path, text: str) -> None:
    """Nothing that stands there stops a class."""
    put(tmp_path / "submission_1" / "join.py")
    (tmp_path / "submission_metadata.yml").write_text(text)
    assert list(take(tmp_path)) == ["submission_1"]


def test_a_program_of_any_name_is_that_of_the_only_exercise(tmp_path: Path) -> None:
    """``weber.py`` says whose it is; with several exercises nobody can tell which one it is for, and it is told."""
    put(tmp_path / "weber.py")
    put(tmp_path / "odin.ipynb", json.dumps({"cells": [{"cell_type": "code", "source": "x = 1"}]}).encode())
    put(tmp_path / "ada" / "trial.py")
    alone = take(tmp_path, "06")
    assert alone["weber"].handed(EXERCISE).source == NEW
    assert alone["weber"].handed(EXERCISE).origin == "weber.py"
    assert "weber.py was graded as join.py" in alone["weber"].notes[0]
    assert alone["odin"].handed(EXERCISE).source == b"x = 1"
    assert alone["ada"].handed(EXERCISE).missing  # in a folder, one file's name is not the student's
    several = take(tmp_path, "06", "08")
    assert all(one.handed(EXERCISE).missing for one in several.values())


def test_what_cannot_be_graded_is_somebodys_all_the_same(tmp_path: Path) -> None:
    """A picture is no submission, and its owner is in the class, with the reason."""
    put(tmp_path / "ada.py")
    for name, kind in (("bo.docx", "a Word document"), ("cy.PNG", "a picture"), ("di.txt", "a plain text file")):
        put(tmp_path / name, b"\x89 anything")
        taken = take(tmp_path, "06")
        (told,) = taken[name[:2]].notes
        assert told == f"{name} cannot be graded: it is {kind}."
        assert told in taken[name[:2]].handed(EXERCISE).obstacle
    assert len(take(tmp_path)) == 4


def test_a_document_beside_a_program_of_one_name_is_of_one_student(tmp_path: Path) -> None:
    """``weber.zip`` and ``weber.txt`` are one student, whose program is graded."""
    with zipfile.ZipFile(tmp_path / "weber.zip", "w") as archive:
        archive.writestr("join.py", NEW)
    put(tmp_path / "weber.txt", b"Dear instructor")
    (weber,) = take(tmp_path).values()
    assert weber.handed(EXERCISE).source == NEW
    assert weber.notes == ["weber.txt cannot be graded: it is a plain text file."]


def test_libraries_are_nobodys_homework(tmp_path: Path) -> None:
    """Whole libraries, caches and what systems leave behind are neither students nor graded."""
    for folder in ("venv", ".venv", "node_modules", "site-packages", ".git", "__MACOSX", "__pycache__"):
        put(tmp_path / folder / "join.py", OLD)
        put(tmp_path / "ada" / folder / "lib" / "join.py", OLD)
    put(tmp_path / "ada" / "._join.py", OLD)
    (ada,) = take(tmp_path).values()
    handed = ada.handed(EXERCISE)
    assert handed.missing
    assert "Folders of libraries are never graded" in handed.obstacle
    put(tmp_path / "ada" / "join.py", NEW)
    assert take(tmp_path)["ada"].handed(EXERCISE).source == NEW


def test_a_packed_environment_leaves_the_homework_its_share(tmp_path: Path) -> None:
    """An archive of 5000 files of libraries before the program is read to its end."""
    with zipfile.ZipFile(tmp_path / "ada.zip", "w") as archive:
        for number in range(5000):
            archive.writestr(f"hw/.venv/lib/{number}.py", b"")
        archive.writestr("hw/join.py", NEW)
    assert take(tmp_path)["ada"].handed(EXERCISE).source == NEW


def test_no_two_owners_have_one_name(tmp_path: Path) -> None:
    """Also where a folder has the name that another one would be given."""
    for name in ("ada [2]", "ada", "ada.zip", "ada_1_2_join.py", "ada_3_4_join.py"):
        put(tmp_path / name) if "." in name else (tmp_path / name).mkdir()
    names = [owner.student for owner in find_owners(tmp_path)]
    assert len(names) == len(set(names)) == 5
