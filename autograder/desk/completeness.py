"""What an exercise lacks before it can be handed out, each in one sentence: for its author, and for nobody's points."""

import re
from collections.abc import Iterator

from autograder.checks.course import Exercise
from autograder.checks.session import checks_of
from autograder.errors import AutograderError

DECLARATION = re.compile(r"^# fails(?: under (?P<methods>[^:]+))?: (?P<checks>.+)$", re.MULTILINE)
Verdicts = frozenset[tuple[str, str]]  # (check, start method) of every check that failed


def declared(source: str, exercise: Exercise) -> Verdicts:
    """The checks that a mistake's own lines ``# fails: …`` say it fails."""
    found = set()
    for match in DECLARATION.finditer(source):
        methods = re.split(r",\s*", match["methods"].strip()) if match["methods"] else exercise.about.start_methods
        found |= {(check, method) for check in re.split(r",\s*", match["checks"].strip()) for method in methods}
    return frozenset(found)


def find_gaps(exercise: Exercise) -> list[str]:
    """What is missing or cannot be meant in the files of an exercise, each as a sentence with its file."""
    return [*missing_texts(exercise), *wrong_needs(exercise), *wrong_checks(exercise)]


def missing_texts(exercise: Exercise) -> Iterator[str]:
    """What people read of it: the task, and the notes for instructors."""
    for path, words in (
        (exercise.folder / "README.md", "the task, as students read it"),
        (exercise.solution / "NOTES.md", "what instructors are told"),
    ):
        if not path.is_file():
            yield f"{path.parent.name}/{path.name} is missing: {words}."


def wrong_needs(exercise: Exercise) -> Iterator[str]:
    """Exercises that are to be done before it and are not there."""
    for name in exercise.about.needs:
        if not (exercise.folder.parent / name).is_dir():
            yield f"exercise.toml: needs: there is no exercise {name!r}."


def wrong_checks(exercise: Exercise) -> Iterator[str]:
    """Checks without points, and mistakes that say of no check of these that they fail it."""
    try:
        checks = checks_of(exercise)
    except AutograderError:
        return  # which every one of its programs tells
    for check in checks:
        if check.points <= 0:
            yield f"{exercise.checks.name}: {check.name} has no points. Mark it with @pytest.mark.points(3)."
    names, methods = {check.name for check in checks}, exercise.about.start_methods
    for path in sorted((exercise.solution / "mistakes").glob("*.py")):
        said = declared(path.read_text(encoding="utf-8"), exercise)
        for name in sorted({check for check, _ in said} - names):
            yield f"mistakes/{path.name}: # fails: there is no check {name!r}."
        for name in sorted({method for _, method in said} - set(methods)):
            yield f"mistakes/{path.name}: # fails under: {name!r} is none of {', '.join(methods)}."
