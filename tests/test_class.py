"""A class as it comes in, graded by the real command: nothing that was handed in is lost, and everybody is told."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.mixed_class import NOBODY, NOT_HANDED_IN, TOPIC, make_class

COMMAND = Path(sys.executable).with_name("autograder")
SECONDS = 1800


@pytest.mark.thorough
def test_every_entry_of_a_mixed_class_is_accounted_for(tmp_path: Path) -> None:
    """Sixty students and more: each is in every export, in the right state, with the right words; debris is not."""
    (tmp_path / "class").mkdir()
    entries = make_class(tmp_path / "class")
    students = {one.student for one in entries} - {NOBODY}
    assert len(students) >= 60
    lines = ["name,number,mail", *(f"{name},{n},s{n}@example.org" for n, name in enumerate(sorted(students)))]
    (tmp_path / "roster.csv").write_text("\n".join([*lines, "Ab Sent,999,"]), encoding="utf-8")
    words = ["class", "--course", str(ROOT), "--exercise", TOPIC, "--roster", "roster.csv", "--results", "results"]
    command = [str(COMMAND), "grade", *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"Of {len(students) + 1} in roster.csv, 1 handed in nothing: Ab Sent." in done.stdout
    graded = {
        one["student"]: one for one in json.loads((tmp_path / "results" / "results.json").read_text())["students"]
    }
    assert set(graded) == students
    for one in entries:
        if one.student == NOBODY:
            continue
        (result,) = graded[one.student]["exercises"]
        assert result["state"] == one.state, one
        assert one.told in result["verdicts"][0]["actual"], one
        assert bool(graded[one.student]["paths"]) == (one.state != NOT_HANDED_IN), one
        told = [graded[one.student]["origin"], *graded[one.student]["notes"]]
        assert any(one.name in words for words in told) or one.name.endswith("_onlinetext_"), one
    with (tmp_path / "results" / "people.csv").open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    assert {one["submission"] for one in people} == {*students, ""}
    assert [one["name"] for one in people if one["state"] == "nothing handed in" and not one["submission"]] == [
        "Ab Sent"
    ]
