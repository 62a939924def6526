"""When something was handed in."""

import os
import zipfile
from pathlib import Path

import pytest

from autograder.intake.arrival import LAST_SECOND, TIMESTAMP_FILE, handed_in_at
from autograder.intake.submission import read_submission

NOON = 1_772_625_600.0  # 2026-03-04 12:00:00 UTC


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-04 12:00:00.000000 UTC",
        "2026-03-04 12:00:00",
        "2026-03-04 13:00:00 Europe/Berlin",
        "2026-03-04 14:00:00 +0200",
        "2026-03-04T12:00:00+00:00\n",
    ],
)
def test_the_time_stamp_of_nbgrader_counts(tmp_path: Path, text: str) -> None:
    """In every way that it writes one, whatever the files' own times are."""
    (tmp_path / "program.py").write_text("")
    (tmp_path / TIMESTAMP_FILE).write_text(text)
    assert handed_in_at(tmp_path) == NOON


@pytest.mark.parametrize("text", ["", "yesterday", "2026-03-04 12:00:00 ../../etc/passwd", "\x00", "9" * 500])
def test_without_a_readable_one_it_is_the_newest_file(tmp_path: Path, text: str) -> None:
    """Of those that are in a folder, however deep."""
    (tmp_path / "deep").mkdir()
    for number, name in enumerate((TIMESTAMP_FILE, "old.py", "deep/new.py")):
        (tmp_path / name).write_text(text)
        os.utime(tmp_path / name, (NOON + number, NOON + number))
    assert handed_in_at(tmp_path) == NOON + 2


def test_the_times_inside_an_archive_are_its_makers(tmp_path: Path) -> None:
    """The archive's own time counts."""
    archive = tmp_path / "ada.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr(zipfile.ZipInfo("program.py", (2001, 1, 1, 0, 0, 0)), "x = 1\n")
    os.utime(archive, (NOON, NOON))
    assert read_submission(archive, []).handed_in == NOON


def test_what_is_not_there_has_no_time(tmp_path: Path) -> None:
    """And a time after the end of Python's calendar is its end."""
    assert handed_in_at(tmp_path / "nobody") is None
    (tmp_path / "late.py").write_text("")
    os.utime(tmp_path / "late.py", (LAST_SECOND * 2, LAST_SECOND * 2))
    found = handed_in_at(tmp_path / "late.py")
    assert found is not None
    assert found <= LAST_SECOND
