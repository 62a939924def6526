"""A graded class by person: who is in the roster, what counts and why, in CSV, as a workbook, in platforms' files."""

import csv
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.checks.deadlines import Rules
from autograder.checks.results import StudentResult
from autograder.desk import roster as roster_of_class
from autograder.desk.regrade import regrade
from autograder.desk.roster import Person, Roster, read_roster
from autograder.desk.store import Store
from autograder.desk.store_writer import StoreWriter
from autograder.reports.people import lines_of, write_people
from autograder.reports.platform_files import fill_roster
from tests.desk.test_store import EXERCISE, fill

DUE = "1970-01-01T00:00:00+00:00"  # everybody handed in a day later
MOODLE = (
    "\ufeffIdentifier,Full name,Email address,Grade,Maximum Grade,Grade can be changed,Feedback comments\r\n"
    'Participant 7,ada,ada@example.org,,"50,00",Yes,\r\n'
    "Participant 8,bo,,,100,No,\r\n"
    "Participant 9,=cmd(),,,100,Yes,\r\n"
)
CANVAS = 'Student,ID,SIS Login ID,Section,other (7)\r\n    Points Possible,,,,10\r\n"Ada, A",70,ada,S,3\r\n'


CASES = (str, str.lower, str.upper, str.capitalize)  # "Maximum Grade", as some versions of Moodle write it, and others


def with_columns(table: str, write: Callable[[str], str]) -> str:
    """A table whose columns are written in another way."""
    heading, end, lines = table.partition("\r\n")
    return "".join([",".join(map(write, heading.split(","))), end, lines])


def graded(folder: Path, roster: str, rules: Rules = Rules(due=DUE, per_day=25)) -> Path:  # noqa: B008  # it is frozen
    """A class with a roster and rules; gives the roster's file."""
    fill(folder)
    (folder / "roster.csv").write_text(roster, newline="", encoding="utf-8")
    people = read_roster(folder / "roster.csv")
    with StoreWriter.open(folder) as store:
        people.match(dict.fromkeys(store.names, ""))
        store.put_setting("roster", people)
        store.put_setting("rules", rules)
    return folder / "roster.csv"


def rows(path: Path) -> list[dict[str, str]]:
    """A CSV file."""
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_everybody_of_the_roster_has_a_line(tmp_path: Path) -> None:
    """Who handed in nothing, too; submissions that are nobody's stand below."""
    graded(tmp_path, "name,group\nada,A\n王小明,B\n=cmd(),B\n")
    with Store.open(tmp_path) as store:
        write_people(store, tmp_path)
    found = rows(tmp_path / "people.csv")
    assert [(one["name"], one["group"], one["submission"], one["state"]) for one in found] == [
        ("ada", "A", "ada", "handed in"),
        ("王小明", "B", "", "nothing handed in"),
        ("'=cmd()", "B", "", "nothing handed in"),  # no formula of a stranger's
        ("bo", "", "bo", "handed in"),
        ("cy", "", "cy", "undecided"),
        ("di", "", "di", "cannot be graded"),
    ]
    ada = found[0]
    assert [float(ada[name]) for name in ("earned", "taken_off", "points", "max_points")] == [1.0, 0.25, 0.75, 1.0]
    assert ada["why"].startswith("Handed in 1 d 0 h after 1970-01-01 00:00 UTC: 25 % are taken off")
    assert (ada[EXERCISE.name], found[1][EXERCISE.name]) == ("1.0", "")


class Name(str):
    """A student's name, which counts how often names are compared."""

    __slots__ = ()
    compared = 0

    def __eq__(self, other: object) -> bool:
        """As any text."""
        Name.compared += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


@pytest.mark.parametrize("count", [10, 200])
def test_names_are_compared_as_often_as_there_are_some(count: int) -> None:
    """Of a large class as of a small one: who is in the roster, and who is not."""
    names = [Name(f"student{number}") for number in range(2 * count)]
    people = [Person(number, name=f"person{number}") for number in range(count)]
    roster = Roster("roster.csv", people, {str(names[number]): number for number in range(count)})
    store: Any = SimpleNamespace(roster=roster, names=names, exercises=[])
    store.handed_in = lambda _: 0.0
    store.student = lambda name: StudentResult(name, name, [])
    Name.compared = 0
    assert len(list(lines_of(store))) == 2 * count
    assert Name.compared <= 4 * len(names)


def test_extensions_are_looked_up_and_not_walked_for_each_student(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is read once for the rules, and once for the student."""
    fill(tmp_path)
    later = {f"nobody{number}": "1970-01-05T00:00:00+00:00" for number in range(50)}
    with StoreWriter.open(tmp_path) as store:
        store.put_setting("rules", Rules(due=DUE, per_day=25, extensions={**later, "B O": "1970-01-03T00:00:00+00:00"}))
    read: list[str] = []
    key_of = roster_of_class.key_of

    def note(name: str) -> str:
        read.append(name)
        return key_of(name)

    monkeypatch.setattr(roster_of_class, "key_of", note)
    with Store.open(tmp_path) as graded_class:
        due = {one.student: one.counted.due for one in graded_class.students() if one.counted}
    assert (due["ada"], due["bo"]) == (DUE, "1970-01-03T00:00:00+00:00")
    assert len(read) == 51 + len(due)


def test_a_workbook_holds_the_same_as_text(tmp_path: Path) -> None:
    """Names in any script, and none of them a formula."""
    calamine = pytest.importorskip("python_calamine")
    pytest.importorskip("xlsxwriter")
    graded(tmp_path, "name\nada\n王小明\n=cmd()\n")
    with Store.open(tmp_path) as store:
        assert [path.name for path in write_people(store, tmp_path)] == ["people.csv", "people.xlsx"]
    cells = calamine.CalamineWorkbook.from_path(tmp_path / "people.xlsx").get_sheet_by_index(0).to_python()
    assert [line[0] for line in cells] == ["name", "ada", "王小明", "=cmd()", "bo", "cy", "di"]
    assert cells[1][cells[0].index("points")] == 0.75


@pytest.mark.parametrize("write", CASES)
def test_moodle_gets_its_worksheet_back(tmp_path: Path, write: Callable[[str], str]) -> None:
    """In points of its own maximum, whatever the case of its columns; what cannot be changed stays."""
    file = graded(tmp_path, with_columns(MOODLE, write))
    with Store.open(tmp_path) as store:
        assert fill_roster(store, file, "processes") == tmp_path / "moodle-filled.csv"
    found = rows(tmp_path / "moodle-filled.csv")
    assert [one[write("Grade")] for one in found] == ["37.50", "", ""]
    assert found[0][write("Feedback comments")].startswith("Handed in 1 d 0 h after")
    assert found[0][write("Maximum Grade")] == "50,00"


@pytest.mark.parametrize("write", CASES)
def test_canvas_gets_its_own_file_back(tmp_path: Path, write: Callable[[str], str]) -> None:
    """With a column for the assignment; all else is as it was."""
    file = graded(tmp_path, with_columns(CANVAS, write), Rules())
    with Store.open(tmp_path) as store:
        fill_roster(store, file, "processes")
    found = rows(tmp_path / "canvas-filled.csv")
    assert [(one[write("Student")], one[write("other (7)")], one["processes"]) for one in found] == [
        ("    Points Possible", "10", ""),
        ("Ada, A", "3", "1"),
    ]


def test_what_is_undecided_is_no_final_mark(tmp_path: Path) -> None:
    """A word where points are open, in the table and in Moodle's comments; Canvas's cell waits for a number."""
    for name, file in (("moodle", MOODLE), ("canvas", CANVAS)):
        folder = tmp_path / name
        of_cy = file.replace("7,ada,ada@example.org", "7,cy,cy@example.org").replace("ada,S", "cy,S")
        path = graded(folder, of_cy, Rules())
        with Store.open(folder) as store:
            fill_roster(store, path, "other")
            write_people(store, folder)
    moodle = rows(tmp_path / "moodle" / "moodle-filled.csv")
    assert moodle[0]["Feedback comments"] == "undecided: it broke"
    assert rows(tmp_path / "canvas" / "canvas-filled.csv")[1]["other (7)"] == "3"
    found = {row["submission"]: (row["state"], row[EXERCISE.name]) for row in rows(tmp_path / "canvas" / "people.csv")}
    assert found == {
        "ada": ("handed in", "1.0"),
        "bo": ("handed in", "0.0"),
        "cy": ("undecided", "undecided"),
        "di": ("cannot be graded", ""),
    }


def test_a_changed_rule_is_applied_without_a_run(tmp_path: Path) -> None:
    """Regrading tells whose sum becomes another one, and why; what each check has earned stays."""
    graded(tmp_path, "name,extension\nbo,1970-01-03\nada,\n", Rules())
    with StoreWriter.open(tmp_path) as store:
        before = [student.points for student in store.students()]
        rules = Rules(due=DUE, per_day=50)
        found = regrade(store, (EXERCISE,), None, lambda: store.put_setting("rules", rules))
        assert [(one.student, one.old, one.new) for one in found.totals] == [("ada", (1.0, 1.0), (0.5, 1.0))]
        assert "50 % are taken off" in found.totals[0].why[0]
        assert (found.run, found.judged, found.is_empty) == (0, 0, False)
        assert [student.points for student in store.students()] == before
        assert regrade(store, (EXERCISE,), None, lambda: store.put_setting("rules", rules)).is_empty


def test_another_roster_is_nobodys_file(tmp_path: Path) -> None:
    """It is only read."""
    file = graded(tmp_path, "name\nada\n")
    with Store.open(tmp_path) as store:
        assert fill_roster(store, file, "processes") is None
