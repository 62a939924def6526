"""An assignment without Jupyter: stubs, tasks, checks and the kit itself, as a folder or a zip archive."""

import io
import zipfile
from pathlib import Path

from autograder.checks.assignment import ASSIGNMENT_FILE
from autograder.checks.course import Exercise
from autograder.desk.stubs import make_stub
from autograder.errors import UsageError
from autograder.gradebook.release import handed_out, read_reference
from autograder.gradebook.wheel import TIME, make_wheel
from autograder.reports.course_page import how_to_install

README = """# {name}

Install the kit once, with Python 3.11 or later. In this folder, type

{install}

Then do the exercises in `exercises/`, each in a folder of its own: `README.md` is the task, and your
program goes into the file beside it. To see how far you are, type from any folder here

    autograder check {number}

with the number of the exercise, or `autograder check` in its folder.

| exercise | your file |
|---|---|
{rows}

Hand in this folder, or only your files.
"""


def make_plain(place: Path, name: str, exercises: tuple[Exercise, ...], assignment: Path | None) -> None:
    """Write the folder, or the archive when ``place`` ends with ``.zip``; nothing that is there is written over.

    The stubs are made from the references, whatever stands in the instructor's own stub.
    """
    if place.exists() and (place.is_file() or any(place.iterdir())):
        raise UsageError(f"{place} is there already. Name a new folder or archive.")
    files = plain_files(name, exercises, assignment)
    if place.suffix == ".zip":
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(to_zip(place.stem, files))
        return
    for path, data in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(data)


def plain_files(name: str, exercises: tuple[Exercise, ...], assignment: Path | None) -> dict[str, bytes]:
    """Everything that is handed out, by its path."""
    wheel, data = make_wheel()
    rows = "\n".join(
        f"| {exercise.about.title} | `exercises/{exercise.name}/{exercise.file}` |" for exercise in exercises
    )
    readme = README.format(name=name, install=how_to_install(f"./{wheel}"), number=exercises[0].name[:2], rows=rows)
    files = {"README.md": readme.encode(), wheel: data}
    if assignment is not None:
        files[ASSIGNMENT_FILE] = assignment.read_bytes()
    for exercise in exercises:
        folder = f"exercises/{exercise.name}"
        files[f"{folder}/{exercise.file}"] = make_stub(read_reference(exercise)).encode()
        files |= {f"{folder}/{file}": content for file, content in handed_out(exercise).items()}
    return files


def to_zip(top: str, files: dict[str, bytes]) -> bytes:
    """The files as an archive with one folder at its top."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(f"{top}/{path}", TIME)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
