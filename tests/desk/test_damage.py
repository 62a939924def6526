"""What is kept of one run or one result is damaged: a sentence names whose it is, and nobody else loses anything."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

import pytest

from autograder.desk.database import STORE_FILE
from tests.desk.test_regrade import (  # noqa: F401  # the fixtures are
    BEFORE,
    CHECKS,
    NEW_CHECK,
    TOPIC,
    autograder,
    graded,
    graded_once,
    points,
)

OF_BO = "SELECT {} FROM result JOIN student ON student.id = student WHERE name = 'bo'"
PLACES = {"bo": OF_BO, "reference": "SELECT {} FROM reference"}
UNREADABLE = "This record of a grading cannot be read"
LOST = "What is kept of this result is damaged"
SAID = {
    ("bo", "evidence"): UNREADABLE,
    ("bo", "record"): LOST,
    ("reference", "evidence"): f"The reference of {TOPIC}: {UNREADABLE}",
    ("reference", "record"): LOST,  # it lends its words to the records of the class
}
SAME = {("bo", "evidence"): 2, ("bo", "record"): 2, ("reference", "evidence"): 1, ("reference", "record"): 0}


class Damaged(NamedTuple):
    """A graded class, of whom something in it is damaged, and what: the evidence, or the record of the result."""

    folder: Path
    whose: str
    kind: str

    @property
    def said(self) -> str:
        """The sentence that is told of it."""
        return SAID[self.whose, self.kind]


@pytest.fixture(params=SAID, ids="-".join)
def damaged(request: pytest.FixtureRequest, graded: Path) -> Damaged:  # noqa: F811
    """A class of which something does not decode."""
    whose, kind = request.param
    connection = sqlite3.connect(graded / "results" / STORE_FILE)
    try:
        where = PLACES[whose].format(kind)
        assert connection.execute(f"UPDATE {kind} SET data = x'0011' WHERE id = ({where})").rowcount == 1
        connection.commit()
    finally:
        connection.close()
    return Damaged(graded, whose, kind)


def run(folder: Path, *arguments: str, sandbox: bool = False) -> str:
    """A command that says what it has to say on standard output, and ends as usual; gives that."""
    done = autograder(*arguments, "--course", "course", cwd=folder, sandbox=sandbox)
    assert (done.returncode in (0, 1), done.stderr) == (True, ""), done.stderr
    return " ".join(done.stdout.split())


def test_a_replay_tells_it_and_goes_on(damaged: Damaged) -> None:
    """Whoever handed in nothing needs no reference to be judged again."""
    said = run(damaged.folder, "replay", "results")
    assert f"bo, {TOPIC}: {damaged.said}" in said
    assert f"3 results were judged again from their evidence; {SAME[damaged[1:]]} are the same." in said


@pytest.mark.thorough
def test_a_replay_that_runs_tells_it_and_goes_on(damaged: Damaged) -> None:
    """The others' programs are run."""
    said = run(damaged.folder, "replay", "results", "--run", sandbox=True)
    assert f"bo, {TOPIC}: {damaged.said}" in said
    assert (f"ada, {TOPIC}: Every verdict is the same." in said) == (damaged.whose == "bo")
    assert "3 programs were chosen; of 0, a verdict is another than the first time." in said


def test_one_screen_tells_it_and_the_rest(damaged: Damaged) -> None:
    """The seed and the commands are there, whatever of the evidence is lost."""
    said = run(damaged.folder, "explain", "results", "bo", "02")
    assert damaged.said in said
    for words in ("class Worker(Process):", "9 of 12 points", "Seed s, sandbox level", "--run"):
        assert words in said, words


def test_a_report_tells_it_and_has_every_page(damaged: Damaged) -> None:
    """The class page says it; nobody's points become others."""
    pytest.importorskip("pygal")
    said = run(damaged.folder, "report", "results", "--out", "pages")
    assert "3 students' pages" in said
    page = " ".join((damaged.folder / "pages/index.html").read_text().split())
    assert damaged.said in page
    assert "9 of 12" in " ".join((damaged.folder / "pages/students/bo.html").read_text().split())


def test_a_regrade_leaves_what_is_damaged(damaged: Damaged) -> None:
    """It judges the others; where the evidence is whole, a damaged result is made anew from it."""
    with (damaged.folder / CHECKS).open("a") as file:
        file.write(NEW_CHECK)
    said = run(damaged.folder, "regrade", "results", "--yes")
    after = {"ada": (18, 18), "bo": (9, 18), "cy": (0, 18)}
    if damaged.whose == "reference":
        after = BEFORE | {"cy": (0, 18)}
        assert f"of them or of the reference is damaged: ada in {TOPIC}, bo in {TOPIC}." in said
    elif damaged.kind == "evidence":
        after["bo"] = BEFORE["bo"]
        assert f"of them or of the reference is damaged: bo in {TOPIC}." in said
    assert points(damaged.folder) == after


def test_other_points_are_counted_all_the_same(damaged: Damaged) -> None:
    """What a check is worth needs no evidence."""
    with (damaged.folder / "course/assignment.toml").open("a") as file:
        file.write(f"[points.{TOPIC}]\ntest_the_task_runs_in_a_child = 9\n")
    said = run(damaged.folder, "regrade", "results", "--yes")
    left = BEFORE if damaged[1:] == ("reference", "record") else {}  # these are lost with it, and stay
    assert ("is damaged: ada in" in said) == bool(left)
    assert points(damaged.folder) == {"ada": (18, 18), "bo": (9, 18)} | left | {"cy": (0, 18)}


def test_grading_again_makes_it_anew(damaged: Damaged) -> None:
    """What is lost is run again, a reference too, and all else is kept."""
    said = run(damaged.folder, "grade", "class", "--seed", "s", sandbox=True)
    assert LOST not in said
    assert points(damaged.folder) == BEFORE
    again = run(damaged.folder, "replay", "results")
    assert UNREADABLE not in again
    assert " under fork was " not in again  # beside another run of the reference, what is told of an order may differ
