"""What is made of a class of any size is made one student after the other, and none is held."""

import weakref
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.checks.results import ExerciseResult, Grading, Machine, StudentResult
from autograder.desk.roster import Roster
from autograder.reports.class_table import ClassView
from autograder.reports.exports import in_step, write_all
from autograder.reports.people import lines_of, write_people

COUNT = 200
GRADING = Grading("seed", Machine("kit", "3", "kernel", "A", "sandbox"))


class Watched(StudentResult, weakref=True):
    """A student of whom it can be seen whether somebody still holds them."""


class Class:
    """Students who are made when somebody comes to them; counts how many there are at a time."""

    def __init__(self) -> None:
        """Nobody was made yet."""
        self.made, self.most = 0, 0
        self.alive: weakref.WeakValueDictionary[int, Watched] = weakref.WeakValueDictionary()

    def make(self, name: str) -> Watched:
        """One more student."""
        found = Watched(name, name, ["a note"], [ExerciseResult("exercise", "title", "file.py")])
        self.alive[self.made] = found
        self.made += 1
        self.most = max(self.most, len(self.alive))
        return found

    def students(self) -> Iterator[Watched]:
        """Everybody."""
        return (self.make(f"student {number}") for number in range(COUNT))

    def store(self) -> Any:
        """The same as a store gives them."""
        names = [f"student {number}" for number in range(COUNT)]
        return SimpleNamespace(roster=Roster("", []), names=names, exercises=["exercise"], student=self.make)


def test_no_export_holds_a_class(tmp_path: Path) -> None:
    """JSON, CSV and JUnit, in one pass over everybody."""
    given = Class()
    write_all(GRADING, given.students(), tmp_path)
    assert given.made == COUNT
    assert given.most <= 2


def test_exports_are_written_as_students_come() -> None:
    """What is of the first is there before the second is asked for."""
    given = Class()
    pieces = in_step(GRADING, given.students())
    for number in range(COUNT):
        json = ""
        while f'"student {number}"' not in json:
            json = next(pieces)[0]
        assert given.made == number + 1


def test_the_table_of_a_class_holds_nobody() -> None:
    """Of the first, lines of text; of all, sums."""
    given = Class()
    view = ClassView(["exercise"], given.students())
    assert (view.number, given.made) == (COUNT, COUNT)
    assert given.most <= 2


@pytest.mark.parametrize("workbook", [False, True])
def test_the_class_by_person_holds_nobody(tmp_path: Path, workbook: bool) -> None:
    """In CSV, and as a workbook, where that can be made."""
    given = Class()
    if workbook:
        pytest.importorskip("xlsxwriter")
        write_people(given.store(), tmp_path)
        assert given.made == 2 * COUNT
    else:
        next(lines := lines_of(given.store()))
        assert given.made == 1
        assert len(list(lines)) == COUNT - 1
    assert given.most <= 2
