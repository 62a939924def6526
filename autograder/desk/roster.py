"""The roster of a class: who is in it, and whose each submission is.

A roster is a table (CSV or Excel) with a heading line. What its columns are called is taken in many languages' and
platforms' words (:data:`COLUMNS`), so that Moodle's, Canvas's and Gradescope's own exports serve as they are. A
submission is somebody's when its name is one of their names, numbers, logins or addresses, and nobody else's.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from autograder.checks.deadlines import Rules, parse_moment
from autograder.desk.tables import Row, read_table
from autograder.errors import UsageError
from autograder.intake.near_misses import COPY
from autograder.messages import Message

TOLD_LINES = 10
COLUMNS = {
    "name": ("name", "full name", "student name", "student", "vollständiger name", "nom complet", "姓名"),
    "first": ("first name", "given name", "vorname", "prénom", "名"),
    "last": ("last name", "surname", "family name", "nachname", "nom", "姓"),
    "number": (
        *("number", "student number", "student id", "id number", "sis user id", "sid", "matriculation number"),
        *("matrikelnummer", "id", "学号"),
    ),
    "login": ("login", "username", "user name", "sis login id", "login id", "anmeldename", "用户名"),
    "mail": ("mail", "email", "e-mail", "email address", "e-mail address", "e-mail-adresse", "邮箱"),
    "group": ("group", "groups", "section", "sections", "gruppe", "gruppen", "班级"),
    "extension": ("extension", "extended until", "extended to", "verlängerung"),
    "platform": ("identifier",),  # Moodle's "Participant 17": the number in the names of its archives
}
POSSIBLE = "points possible"  # the line below the heading of Canvas's export, which is nobody
STUDENTS = ("student, test", "test student")  # whom Canvas adds for teachers to try things


class Person(msgspec.Struct, frozen=True):
    """One line of the roster; whatever is not in it is empty. ``extension``: ISO 8601 with its zone."""

    line: int
    name: str = ""
    number: str = ""
    login: str = ""
    mail: str = ""
    group: str = ""
    extension: str = ""
    platform: str = ""

    @property
    def called(self) -> str:
        """What the person is called in a sentence."""
        return self.name or self.number or self.login or self.mail

    @property
    def split_name(self) -> tuple[str, str]:
        """Last and first name: parted by the comma or, without one, before the last word."""
        if "," in self.name:
            last, _, first = self.name.partition(",")
        else:
            first, _, last = self.name.strip().rpartition(" ")
        return last.strip(), first.strip()

    def aliases(self) -> Iterator[str]:
        """What a submission of theirs can be called, as :func:`key_of` has it."""
        words = self.name.replace(",", " ").split()
        several = [self.name, "".join(words), *([f"{words[-1]}{''.join(words[:-1])}"] if len(words) > 1 else [])]
        if "," in self.name:  # "Weber, Anna" is "Anna Weber", and Canvas calls her weberanna
            last, _, first = self.name.partition(",")
            several.append(first + last)
        for text in (*several, self.number, self.login, self.mail, self.mail.partition("@")[0]):
            if key_of(text):
                yield key_of(text)
        if self.platform:
            yield f"#{self.platform.rpartition(' ')[2]}"


class Roster(msgspec.Struct):
    """A class as its roster has it, and whose submission is whose: names of students by the number of a person.

    ``given``: numbers that came with the submissions, the platform's own with # before them; ``notes``: what is to be
    told of those that are nobody's.
    """

    file: str
    people: list[Person]
    of: dict[str, int] = {}
    given: dict[str, str] = {}
    notes: list[str] = []

    def person(self, student: str) -> Person | None:
        """Who a student is, if the roster tells."""
        number = self.of.get(student)
        return None if number is None else self.people[number]

    def missing(self) -> list[Person]:
        """Who handed in nothing at all, in the roster's order."""
        there = set(self.of.values())
        return [person for number, person in enumerate(self.people) if number not in there]

    def match(self, given: dict[str, str]) -> None:
        """Find out whose each submission is, by the students' names and the numbers that a platform gave them."""
        by_key: dict[str, set[int]] = defaultdict(set)
        for number, person in enumerate(self.people):
            for key in person.aliases():
                by_key[key].add(number)
        self.of, self.given, self.notes = {}, given, []
        first: dict[int, str] = {}
        for student, platform in given.items():
            # A platform's own numbers are no students' numbers, though both may be 17.
            known = platform if platform.startswith("#") else key_of(platform)
            keys = known, key_of(student), key_of(COPY.sub("", student))  # a browser's "jansen (1)" is jansen's, too
            found: set[int] = next(filter(None, (by_key.get(key) for key in keys if key)), set())
            if len(found) != 1:
                words = (
                    "{student} is in no line of {file}." if not found else "{student} is in several lines of {file}."
                )
                self.notes.append(str(Message(words, student=student, file=self.file)))
                continue
            (number,) = found
            self.of[student] = number
            if number in first:
                words = "{student} and {other} are both {person}: what was handed in last counts."
                other, called = first[number], self.people[number].called
                self.notes.append(str(Message(words, student=student, other=other, person=called)))
            first.setdefault(number, student)


class Extensions:
    """Who has more time than others, by the rules and by the roster."""

    def __init__(self, rules: Rules, roster: Roster | None) -> None:
        """The rules' are found by name; so a class with many takes no longer for each student."""
        self.roster = roster
        self.by_key: dict[str, list[str]] = defaultdict(list)
        for name, moment in rules.extensions.items():
            self.by_key[key_of(name)].append(moment)

    def of(self, student: str) -> str:
        """Until when a student has time (ISO 8601), if either gives more; the later of both counts."""
        person = self.roster.person(student) if self.roster else None
        keys = {key_of(student), *(person.aliases() if person else ())}
        given = [moment for key in keys for moment in self.by_key.get(key, [])]
        given += [person.extension] if person and person.extension else []
        return max(given, key=datetime.fromisoformat, default="")


def key_of(text: str) -> str:
    """A name without what differs from one program to another: letters and digits, in small letters."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def read_roster(path: Path) -> Roster:
    """Read a roster; raises :class:`UsageError` that names each line that cannot be meant."""
    rows = read_table(path)
    number, heading = next(rows, (1, []))
    places = find_columns(heading)
    if not {"name", "last", "number", "login", "mail"} & set(places):
        raise UsageError(
            f"{path}, line {number}: no column of the roster's is known here. Give the first line headings, such as: "
            "name, number, mail, group, extension."
        )
    people: list[Person] = []
    bad: list[str] = []
    lines: dict[tuple[str, str], int] = {}
    for row in rows:
        first = row[1][0].casefold()
        if POSSIBLE in first or first in STUDENTS:
            continue
        try:
            person = read_person(row, places)
            see_twins(person, lines)
            people.append(person)
        except ValueError as error:
            bad.append(f"{path}, line {row[0]}: {error}")
    if bad:
        more = [f"… and {len(bad) - TOLD_LINES} more lines."] if len(bad) > TOLD_LINES else []
        raise UsageError("\n".join([*bad[:TOLD_LINES], *more]))
    if not people:
        raise UsageError(f"{path} names nobody: there is no line below the headings.")
    return Roster(path.name, people)


def find_columns(heading: list[str]) -> dict[str, int]:
    """Where each column is; of several words for one, the first in :data:`COLUMNS` counts."""
    there = {cell.casefold().strip(): place for place, cell in reversed(list(enumerate(heading)))}
    found = {}
    for column, names in COLUMNS.items():
        known = [there[name] for name in names if name in there]
        if known:
            found[column] = known[0]
    if "student" in there and "id" in there:  # Canvas's export; its files are named by the number in this column
        found["platform"] = there["id"]
    return found


def read_person(row: Row, places: dict[str, int]) -> Person:
    """One line; raises :class:`ValueError` with the rest of a sentence that names it."""
    line, cells = row
    has = {column: cells[place] if place < len(cells) else "" for column, place in places.items()}
    name = has.get("name") or " ".join(filter(None, (has.get("first"), has.get("last"))))
    extension = has.get("extension", "")
    if extension:
        moment = parse_moment(extension)
        if moment is None:
            raise ValueError(f"extension: {extension!r} is no date. Write it as 2026-12-07 23:59.")
        extension = moment.isoformat()
    texts = {column: has.get(column, "") for column in ("number", "login", "mail", "group", "platform")}
    person = Person(line, name, extension=extension, **texts)
    if not person.called:
        raise ValueError("there is neither a name nor a number, a login or an address in it.")
    if person.mail and "@" not in person.mail:
        raise ValueError(f"mail: {person.mail!r} is no address.")
    return person


def see_twins(person: Person, lines: dict[tuple[str, str], int]) -> None:
    """Nobody has another one's number, login or address; raises :class:`ValueError`."""
    for column in ("number", "login", "mail"):
        value = str(getattr(person, column))
        earlier = lines.setdefault((column, value.casefold()), person.line) if value else person.line
        if earlier != person.line:
            raise ValueError(f"{column}: {value} stands in line {earlier}, too.")
