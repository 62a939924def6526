"""What ``autograder grade`` and ``regrade`` do with a roster and with the assignment's dates."""

import importlib.util
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import click
from rich.console import Console

from autograder.cli.exits import DEFAULT_NAME, FILE

if TYPE_CHECKING:
    from autograder.checks.course import Course
    from autograder.checks.deadlines import Rules
    from autograder.desk.roster import Roster
    from autograder.desk.store import Store
    from autograder.desk.store_writer import StoreWriter

SHOWN_MISSING = 40
ROSTER_OPTION = click.option(
    "--roster", type=FILE, help="Who is in the class: CSV or .xlsx with name, number, mail, group, extension."
)


@dataclass
class ClassRules:
    """What is known of a class beside its submissions: its roster, and what its assignment says of dates."""

    name: str  # of the assignment
    rules: "Rules"
    file: Path | None
    roster: "Roster | None"

    @classmethod
    def read(cls, course: "Course", assignment: Path | None, roster: Path | None) -> Self:
        """Read both files, before anything is graded; raises :class:`UsageError`."""
        from autograder.checks.assignment import Assignment
        from autograder.checks.deadlines import Rules
        from autograder.desk.roster import read_roster

        found = Assignment.load(assignment, course) if assignment else Assignment.of(course)
        name, rules = (found.name, found.rules) if found else (DEFAULT_NAME, Rules())
        return cls(name, rules, roster, read_roster(roster) if roster else None)

    def note(self, store: "StoreWriter", submissions: Path | None = None) -> None:
        """Put them into the store; a roster of before stays where there is no other one.

        ``submissions``: the class folder, whose names may hold numbers of a platform's; else those of before are used.
        """
        earlier = store.roster
        found = self.roster or earlier
        if found is not None:
            given = earlier.given if earlier else dict.fromkeys(store.names, "")
            people = copy(found)
            people.match(owners_in(submissions) if submissions else given)
            store.put_setting("roster", people)
        store.put_setting("rules", self.rules)

    def report(self, console: Console, store: "Store") -> None:
        """Write the class by person; say who is missing, and whose name the roster has not.

        A roster that is a learning platform's own file is given back with the points.
        """
        from autograder.extras import how_to_install
        from autograder.reports.people import write_people
        from autograder.reports.platform_files import fill_roster
        from autograder.reports.terminal import plain

        files = write_people(store, store.folder)
        filled = fill_roster(store, self.file, self.name) if self.file else None
        files += [filled] if filled else []
        roster = store.roster
        if roster is not None:
            for note in roster.notes:
                console.print(f"[yellow]note[/] {plain(note)}")
            missing = [person.called for person in roster.missing()]
            shown = plain(", ".join(missing[:SHOWN_MISSING]))
            more = f" and {len(missing) - SHOWN_MISSING} more" if len(missing) > SHOWN_MISSING else ""
            said = f"Of {len(roster.people)} in {plain(roster.file)}, {len(missing)} handed in nothing"
            console.print(f"{said}: {shown}{more}." if missing else f"{said}.", soft_wrap=True)
        console.print(f"By person: {', '.join(map(str, files))}", soft_wrap=True)
        if importlib.util.find_spec("xlsxwriter") is None:
            console.print(f"The same for Excel needs XlsxWriter. {plain(how_to_install('instructor'))}", soft_wrap=True)


def owners_in(folder: Path) -> dict[str, str]:
    """The students of a class folder, with the numbers that a platform gave them."""
    from autograder.intake.owners import find_owners

    return {owner.student: owner.number for owner in find_owners(folder)}
