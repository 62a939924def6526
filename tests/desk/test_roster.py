"""Who is in the class, whose each submission is, and one sentence for each line that cannot be meant."""

from pathlib import Path

import pytest

from autograder.desk.roster import Person, Roster, read_roster
from autograder.errors import UsageError


def roster(folder: Path, *lines: str) -> Roster:
    """A roster of these lines."""
    path = folder / "roster.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_roster(path)


def test_who_is_who(tmp_path: Path) -> None:
    """By name in any order, number, login, address; in any script; the numbers that Moodle gives."""
    found = roster(
        tmp_path,
        "\ufeffIdentifier;Full name;ID number;Username;E-Mail;Gruppe",
        "Participant 17;Anna Weber;100;weban;anna@example.org;A",
        "Participant 18;Anna Weber;101;weban2;anna2@example.org;B",
        "Participant 19;Ödön von Horváth;102;ödön;o@example.org;A",
        "Participant 20;王小明;103;wxm;wang@example.org;B",
        "Participant 21;Bo Odin;104;bo;bo@example.org;",
    )
    given = {
        "100": "",
        "Anna Weber [2]": "#18",
        "von horvath ödön": "",
        "王小明": "",
        "odinbo": "#100",
        "Anna Weber": "",
    }
    found.match(given)
    assert {name: found.people[number].number for name, number in found.of.items()} == {
        **{"100": "100", "Anna Weber [2]": "101", "王小明": "103", "odinbo": "104"},
    }
    assert found.notes == [
        "von horvath ödön is in no line of roster.csv.",
        "Anna Weber is in several lines of roster.csv.",
    ]
    assert [person.called for person in found.missing()] == ["Ödön von Horváth"]
    assert found.people[0].group == "A"


def test_two_submissions_of_one_person_are_told(tmp_path: Path) -> None:
    """By two names that are both theirs."""
    found = roster(tmp_path, "name,number", "Anna Weber,100")
    found.match({"Anna Weber": "", "100": ""})
    assert found.notes == ["100 and Anna Weber are both Anna Weber: what was handed in last counts."]


def test_a_second_copy_of_a_browsers_is_the_same_persons(tmp_path: Path) -> None:
    """Whoever hands in again what they have downloaded hands in `jansen (1).zip`."""
    found = roster(tmp_path, "name,login", "Jan Jansen,jansen", "Bo (2),bo")
    found.match({"jansen": "", "jansen (1)": "", "Bo (2)": ""})
    assert found.of == {"jansen": 0, "jansen (1)": 0, "Bo (2)": 1}
    assert found.notes == ["jansen (1) and jansen are both Jan Jansen: what was handed in last counts."]


@pytest.mark.parametrize(
    ("lines", "sentences"),
    [
        (["name,number", "Anna,1", "Bo,1"], ["line 3: number: 1 stands in line 2, too."]),
        (
            ["name,mail", "Anna,anna", "Bo,BO"],
            ["line 2: mail: 'anna' is no address.", "line 3: mail: 'BO' is no address."],
        ),
        (["name,extension", "Anna,soon"], ["line 2: extension: 'soon' is no date. Write it as 2026-12-07 23:59."]),
        (["name,group", ",B"], ["line 2: there is neither a name nor a number"]),
        (["points,remarks", "3,4"], ["line 1: no column of the roster's is known here."]),
        (["name,number"], ["names nobody"]),
        ([""], ["line 1: no column"]),
    ],
)
def test_each_bad_line_gets_one_sentence(tmp_path: Path, lines: list[str], sentences: list[str]) -> None:
    """With the file and the line."""
    with pytest.raises(UsageError) as caught:
        roster(tmp_path, *lines)
    told = str(caught.value).split("\n")
    assert len(told) == len(sentences)
    assert all(sentence in line and "roster.csv" in line for sentence, line in zip(sentences, told, strict=True))


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("roster.csv", "name\nMüller\n".encode("cp1252"), "is not UTF-8 text. In Excel, save it as"),
        ("roster.csv", b"name\n" + b"x" * 200_000, "line 2: this cannot be read as CSV"),
        ("roster.xlsx", b"PK and nothing more", "cannot be read as a workbook"),
    ],
)
def test_a_file_that_is_no_table_is_told(tmp_path: Path, name: str, data: bytes, sentence: str) -> None:
    """In one sentence, with what to do."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UsageError, match=sentence):
        read_roster(tmp_path / name)


def test_a_workbook_is_a_roster(tmp_path: Path) -> None:
    """Excel's numbers are numbers of students, its dates are extensions, an empty line is none."""
    from datetime import datetime

    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(tmp_path / "roster.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "学号", "Extension"])
        sheet.write_row(2, 0, ["王小明", 20260103])
        sheet.write_datetime(2, 2, datetime(2026, 12, 7, 23, 59), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
    (person,) = read_roster(tmp_path / "roster.xlsx").people
    assert (person.line, person.name, person.number) == (3, "王小明", "20260103")
    assert person.extension.startswith("2026-12-07T23:59:00")


def test_the_exports_of_platforms_are_rosters(tmp_path: Path) -> None:
    """Canvas's line of possible points and its test student are nobody."""
    canvas = roster(
        tmp_path,
        "Student,ID,SIS User ID,SIS Login ID,Section,processes (12)",
        "    Points Possible,,,,,12",
        '"Weber, Anna",4711,u1,weban,A,',
        '"Student, Test",99,,x,A,',
    )
    assert [person.name for person in canvas.people] == ["Weber, Anna"]
    canvas.match({"wwwww": "#4711"})
    assert canvas.of == {"wwwww": 0}
    gradescope = roster(tmp_path, "First Name,Last Name,SID,Email,Sections", "Anna,Weber,7,a@example.org,B")
    assert gradescope.people[0].name == "Anna Weber"


@pytest.mark.parametrize(
    ("name", "last", "first"),
    [
        ("Weber, Anna Maria", "Weber", "Anna Maria"),
        ("Anna Maria Weber", "Weber", "Anna Maria"),
        ("Ödön", "Ödön", ""),
        (" 王小明 ", "王小明", ""),
        ("von Horváth, Ödön", "von Horváth", "Ödön"),
    ],
)
def test_a_name_is_parted_as_nbgrader_keeps_it(name: str, last: str, first: str) -> None:
    """By its comma, else before the last word; a single word is the last name."""
    assert Person(2, name).split_name == (last, first)
