"""What learning platforms' archives hold is collected by nbgrader's own command."""

import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.review.conftest import Small

COLLECTOR = "--collector=autograder.gradebook.collector.PlatformCollector"
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
    done = small.nbgrader("zip_collect", "processes", COLLECTOR)
    assert done.returncode == 0, done.stderr
    folder = small.desk / "submitted/17/processes"
    assert (folder / "process_subclass.py").read_text() == "print('hello')\n"
    assert (folder / "timestamp.txt").read_text().startswith("2026-03-04")


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
