"""What ``autograder grade`` does with a gradebook: show what would change, write."""

import contextlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

import click
from rich.console import Console

from autograder.checks.course import Exercise
from autograder.checks.results import StudentResult
from autograder.errors import UsageError
from autograder.intake.submission import Submission

if TYPE_CHECKING:
    from autograder.desk.roster import Roster
    from autograder.desk.store import Store
    from autograder.gradebook.recording import Desk, Prepared


SHOWN_CHANGES = 30
COLLECTED = (
    "{place} is what the gradebook's own course has collected, and its own command grades that: run nbgrader autograde "
    "{name} in {desk}."
)
GONE = (
    "In the gradebook and not in this class: {}. What is there of theirs stays. Who has left is taken out, with every "
    "grade, by nbgrader db student remove ID --force in the gradebook's course."
)


@dataclass
class Recording:
    """A gradebook and its course, and what is to be written there."""

    url: str
    desk: Path
    name: str
    exercises: tuple[Exercise, ...]
    yes: bool
    dry_run: bool
    roster: "Roster | None" = None  # whose names the gradebook's students are to have
    results: Path | None = None  # where the class is, or is kept if it is graded already

    @classmethod
    def open(
        cls,
        url: str,
        *,
        desk: Path | None,
        name: str,
        exercises: tuple[Exercise, ...],
        assignment: Path | None,
        yes: bool,
        dry_run: bool,
        place: Path,
    ) -> Self:
        """Find the course before anything is graded, and see that there is an nbgrader.

        ``place`` is where the submissions or the results are, which is not to be the course's own folder of them.
        """
        from autograder.extras import require_nbgrader
        from autograder.gradebook.recording import SUBMITTED, absolute, course_folder, prepare_course

        require_nbgrader()
        url, folder = absolute(url), course_folder(url, desk)
        if place.resolve().is_relative_to((folder / SUBMITTED).resolve()):
            raise UsageError(COLLECTED.format(place=place, name=name, desk=folder))
        prepare_course(folder, url, name, exercises, assignment)
        return cls(url, folder, name, exercises, yes, dry_run, results=place)

    def write_store(self, console: Console, store: "Store", submissions: Iterable[Submission]) -> None:
        """Write a graded class, with pictures of the runs that failed."""
        from autograder.reports.terminal import plain
        from autograder.reports.timeline.recorded import RecordedPictures

        self.roster = store.roster
        pictures = RecordedPictures(store, self.exercises)
        self.write(console, pictures.students(), submissions)
        for trouble in pictures.controls.troubles:
            console.print(f"[yellow]note[/] {plain(trouble)}", soft_wrap=True)

    def write(
        self,
        console: Console,
        students: Iterable[StudentResult],
        submissions: Iterable[Submission],
        follow: bool = False,
    ) -> None:
        """Compare with the gradebook, show the differences, and write them.

        With ``follow``, checks and points that the course has changed become those of the gradebook, too.
        """
        with self.opened() as desk:
            prepared, changes = self.compare(console, desk, students, submissions, follow)
            if self.dry_run:
                console.print("Nothing was written to the gradebook, because of --dry-run.")
                return
            if changes and not self.yes:
                ask(console, changes)
            self.put(console, desk, prepared)

    @contextlib.contextmanager
    def opened(self) -> "Iterator[Desk]":
        """The gradebook, with nobody else writing to it."""
        from autograder.gradebook.recording import Desk, read_notebooks
        from autograder.gradebook.store import Store, one_writer, told_in_one_sentence

        notebooks = read_notebooks(self.desk, self.name, self.exercises)
        with one_writer(self.desk), told_in_one_sentence(self.url):
            store = Store(self.url, self.name, self.desk.resolve().name)
            try:
                yield Desk(self.desk, store, notebooks, self.results)
            finally:
                store.close()

    def compare_store(
        self, console: Console, desk: "Desk", store: "Store", submissions: Iterable[Submission]
    ) -> "tuple[list[Prepared], int]":
        """Compare a regraded class with the gradebook, which is to follow it; see :meth:`compare`."""
        from autograder.reports.timeline.recorded import RecordedPictures

        self.roster = store.roster
        students = RecordedPictures(store, self.exercises).students()
        return self.compare(console, desk, students, submissions, follow=True)

    def compare(
        self,
        console: Console,
        desk: "Desk",
        students: Iterable[StudentResult],
        submissions: Iterable[Submission],
        follow: bool,
    ) -> "tuple[list[Prepared], int]":
        """Show what would become otherwise; gives what is to be written, and how many scores would be others."""
        from autograder.reports.terminal import changes_table, plain

        for sentence in desk.see_changed_checks(self.exercises) if follow else []:
            console.print(f"[yellow]gradebook[/] {plain(sentence)}", soft_wrap=True)
        prepared = desk.prepare(students, submissions, self.exercises)
        gone = desk.gone(prepared)
        if gone:
            console.print(f"[yellow]note[/] {plain(GONE.format(', '.join(gone[:SHOWN_CHANGES])))}", soft_wrap=True)
        for student, why in desk.left_out.items():
            console.print(f"[yellow]note[/] {plain(student)} could not be put into the gradebook: {plain(why)}")
        for check in desk.missing(prepared):
            console.print(
                f"[yellow]note[/] {plain(check)} came after the release. autograder regrade --gradebook adds it."
            )
        changes = desk.changes(prepared)
        if changes:
            console.print(changes_table([(one.place, one.old, one.new, one.manual) for one in changes], SHOWN_CHANGES))
        for (student, exercise), words in islice(desk.comments_that_stay(prepared, changes).items(), SHOWN_CHANGES):
            said = f"{student}, {exercise}: the comment by hand stays: {words}"
            console.print(f"[yellow]note[/] {plain(said)}", soft_wrap=True)
        return prepared, len(changes)

    def put(self, console: Console, desk: "Desk", prepared: "list[Prepared]") -> None:
        """Write what was prepared."""
        written = desk.write(prepared)
        if self.roster is not None:
            desk.store.name_people(self.roster)
        console.print(f"\nGradebook: {written} of {len(prepared)} submissions were new or changed.")
        console.print(f"Next: autograder review {self.desk}", soft_wrap=True)


def ask(console: Console, number: int) -> None:
    """Ask before scores become others; raises :class:`UsageError` when the answer is no, or nobody is there."""
    if not (console.is_terminal and sys.stdin.isatty()):
        raise UsageError(f"{number} scores in the gradebook would change, so nothing was written. Allow it with --yes.")
    if not click.confirm(f"{number} scores in the gradebook would change. Write them?"):
        raise UsageError("Nothing was written to the gradebook. The results are on disk all the same.")
