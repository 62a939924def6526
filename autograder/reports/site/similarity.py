"""A page of its own for programs that are alike: pairs, side by side, with what a score means and what it does not."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.checks.course import Exercise
from autograder.desk.similarity import Alike, find_alike
from autograder.desk.store import Store
from autograder.errors import UsageError
from autograder.files import replacing
from autograder.reports.explanation import text_of
from autograder.reports.site.pages import environment
from autograder.reports.site.student import PROGRAM_LINES, Line

PAGE = "similar.html"
SIDE_BY_SIDE = 40  # pairs of an exercise; the others stand in the table alone
SAME = "alike"


@dataclass(frozen=True)
class Pair:
    """One pair of programs, and both texts line by line where they are shown; a line that is alike says so."""

    exercise: str
    alike: Alike
    sides: tuple[list[Line], list[Line]] | None = None


def find_pairs(store: Store, exercises: Mapping[str, Exercise], names: list[str], least: float) -> list[Pair]:
    """The pairs of a class, exercise by exercise; two submissions of one person of the roster are none.

    ``exercises``: the course as it is now, by name; what is in it of an exercise is known to everybody.
    """
    roster = store.roster
    found: list[Pair] = []
    for name in names:
        handed = ((student, text_of(one)) for student, one in store.programs(name))
        known = known_texts(exercises[name]) if name in exercises else []
        for alike in find_alike(handed, known, least):
            people = [roster.of.get(student) if roster else None for student in alike.students]
            if people[0] is None or people[0] != people[1]:
                shown = sum(one.exercise == name for one in found) < SIDE_BY_SIDE
                found.append(Pair(name, alike, sides_of(alike) if shown else None))
    return found


def known_texts(exercise: Exercise) -> list[str]:
    """What students were given, and right programs that they may have come to by themselves."""
    files = [exercise.folder / exercise.file, exercise.solution / exercise.file]
    files += sorted((exercise.solution / "alternatives").glob("*.py"))
    texts = [file.read_text(encoding="utf-8") for file in files if file.is_file()]
    return [*texts, *(data.decode("utf-8", "replace") for data in exercise.given_files().values())]


def sides_of(alike: Alike) -> tuple[list[Line], list[Line]]:
    """Both texts, line by line."""
    one, other = (
        [
            Line(number, line.expandtabs(4)[:400], SAME if number in lines else "")
            for number, line in enumerate(text.split("\n")[:PROGRAM_LINES], 1)
        ]
        for text, lines in zip(alike.texts, alike.lines, strict=True)
    )
    return one, other


def write_page(pairs: list[Pair], folder: Path, title: str, least: float) -> Path:
    """Write the page; raises :class:`UsageError` where that cannot be."""
    file = folder / PAGE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(file) as stream:
            for piece in environment().get_template(PAGE).stream(pairs=pairs, title=title, least=least):
                stream.write(piece.encode())
    except OSError as error:
        raise UsageError(f"{folder} cannot be written to: {error.strerror}. Choose another with --out.") from error
    return file
