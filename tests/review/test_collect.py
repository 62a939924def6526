"""What learning platforms' archives hold is collected by nbgrader's own command."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.review.conftest import Small

NAMES = {
    "moodle": "Ada Lovelace_17_assignsubmission_file_/process_subclass.py",
    "canvas": "lovelaceada_LATE_17_9001_process_subclass-2.py",
}


@pytest.mark.parametrize("platform", NAMES)
def test_an_archive_is_collected(small: Small, platform: str) -> None:
    """The file goes to the student's folder, with the time of its entry."""
    archive = small.desk / "downloaded/processes/archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "class.zip", "w") as opened:
        opened.writestr(zipfile.ZipInfo(NAMES[platform], (2026, 3, 4, 5, 6, 8)), "print('hello')\n")
        opened.writestr(zipfile.ZipInfo("readme.txt", (2026, 3, 4, 5, 6, 8)), "no work\n")
    done = small.nbgrader("zip_collect", "processes")
    assert done.returncode == 0, done.stderr
    folder = small.desk / "submitted/17/processes"
    assert (folder / "process_subclass.py").read_text() == "print('hello')\n"
    assert (folder / "timestamp.txt").read_text().startswith("2026-03-04")
    assert (folder / "02_process_subclass.ipynb").is_file()
    assert "(17) handed in process_subclass.py and no notebook" in done.stderr


def test_plain_files_that_were_collected_are_graded(small: Small) -> None:
    """By nbgrader's own command, and before that it is told what is graded; a plain file put there by hand, too."""
    archive = small.desk / "downloaded/processes/archive"
    archive.mkdir(parents=True)
    program = (small.folder / "course/solutions/02_process_subclass/process_subclass.py").read_text()
    with zipfile.ZipFile(archive / "class.zip", "w") as opened:
        opened.writestr(zipfile.ZipInfo(NAMES["moodle"], (2026, 3, 4, 5, 6, 8)), program)
    assert small.nbgrader("zip_collect", "processes").returncode == 0
    by_hand = small.desk / "submitted/18/processes"
    by_hand.mkdir(parents=True)
    (by_hand / "process_subclass.py").write_text(f"# by hand\n{program}")
    done = small.nbgrader("autograde", "processes", "--student=1*")
    assert done.returncode == 0, done.stderr
    told = "18 handed in process_subclass.py and no notebook, so 02_process_subclass.ipynb was put beside it"
    assert done.stderr.index(told) < done.stderr.index("Converting notebook")
    with Gradebook(small.url, "desk") as gradebook:
        assert [gradebook.find_submission("processes", student).score for student in ("17", "18")] == [12, 12]


def test_a_file_that_is_nearly_called_right_gets_its_author_told(small: Small) -> None:
    """It gets a notebook, so that nbgrader sees its author; a link in that one's place is not written through."""
    program = (small.folder / "course/solutions/02_process_subclass/process_subclass.py").read_text()
    for student in ("21", "22"):
        folder = small.desk / "submitted" / student / "processes"
        folder.mkdir(parents=True)
        (folder / "process_subclass (1).py").write_text(program)
    elsewhere = small.desk / "elsewhere.ipynb"
    (folder / "02_process_subclass.ipynb").symlink_to(elsewhere)
    done = small.nbgrader("autograde", "processes", "--student=2*")
    assert "21 handed in process_subclass (1).py, which is not graded: 02_process_subclass.ipynb was put" in done.stderr
    assert "has another name: name it process_subclass.py, and hand it in again." in done.stderr
    assert not elsewhere.exists()
    with Gradebook(small.url, "desk") as gradebook:
        assert gradebook.find_submission("processes", "21").score == 0


def test_one_bad_entry_costs_its_author_that_entry(small: Small) -> None:
    """A damaged inner archive, a bomb, a link, and a name that points outside: everybody else's is collected."""
    archive = small.desk / "downloaded/processes/archive"
    archive.mkdir(parents=True)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as inner:
        inner.writestr("process_subclass.py", "print('first')\n")
        inner.writestr("zeros.py", bytes(64 << 20))
    link = zipfile.ZipInfo("Lin Ker_4_assignsubmission_file_/process_subclass.py")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(archive / "class.zip", "w") as opened:
        opened.writestr("Ada Lovelace_1_assignsubmission_file_/work.zip", b"PK\3\4 and nothing more")
        opened.writestr("Bo Mber_2_assignsubmission_file_/work.zip", bomb.getvalue())
        opened.writestr("Eve Il_3_assignsubmission_file_/../../../process_subclass.py", "print('evil')\n")
        opened.writestr(link, "/etc/passwd")
        opened.writestr("Zoë Nur\u200cin_5_assignsubmission_file_/process_subclass.py", "print('hello')\n")
    (archive / "other.zip").write_bytes(b"no archive at all")
    done = small.nbgrader("zip_collect", "processes")
    assert done.returncode == 0, done.stderr
    assert (small.desk / "submitted/5/processes/process_subclass.py").read_text() == "print('hello')\n"
    assert (small.desk / "submitted/2/processes/process_subclass.py").read_text() == "print('first')\n"
    for words in (
        "work.zip was left",
        "more than 32 MiB",
        "points outside",
        "a link or a device",
        "other.zip was left",
    ):
        assert words in done.stderr
    assert not [one for one in (1, 3, 4) if (small.desk / f"submitted/{one}").exists()]
    assert not list(small.folder.rglob("zeros.py"))


def test_late_work_is_taken_off_by_nbgraders_plugin(small: Small, tmp_path: Path) -> None:
    """By the rule that the course's configuration names; without one, nothing is taken off."""
    with Gradebook(small.url, "desk") as gradebook:
        gradebook.find_assignment("processes").duedate = datetime(2020, 1, 1)
        gradebook.db.commit()
    small.write({"bo": ()})
    with Gradebook(small.url, "desk") as gradebook:
        assert gradebook.find_submission("processes", "ada").late_submission_penalty == 0
    with (small.desk / "nbgrader_config.py").open("a") as configuration:
        configuration.write("\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    small.write({"bo": ()})
    with Gradebook(small.url, "desk") as gradebook:
        submission = gradebook.find_submission("processes", "ada")
        assert submission.late_submission_penalty == submission.score == 12
