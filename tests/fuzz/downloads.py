"""Build what learning platforms give out: names by their rules, inner archives, a file that says whose each folder is.

What a student can choose is drawn as in :mod:`.inputs`: their own name, the names of their files, all contents.
"""

import contextlib
import json
from pathlib import Path

from autograder.intake.gradescope_export import METADATA_FILE
from tests.fuzz.inputs import FILE, Source, notebook, pack, put, tar_archive, value, zip_archive, zip_of

NUMBERS = ("17", "1", "0", "٣", "9" * 200, "007")
DOWNLOADED = "downloaded.zip"


def person(source: Source) -> str:
    """What somebody is called on a platform."""
    return source.pick(("Ada Lovelace", "ada", "Eve Il", "Zoë Nur\u200cin", "=cmd|' /C calc'!A0", source.name()))


def moodle_name(source: Source) -> str:
    """The folder of a student in Moodle's archive, or a file's name where it was made without folders."""
    kind = source.pick(("file", "file", "onlinetext"))
    return f"{person(source)}_{source.pick(NUMBERS)}_assignsubmission_{kind}_{source.pick(('', '', source.name()))}"


def canvas_name(source: Source) -> str:
    """The beginning of a file's name in Canvas's archive."""
    late = source.pick(("", "LATE_"))
    again = source.pick(("", "-1", "-99999"))
    return f"{person(source)}_{late}{source.pick(NUMBERS)}_{source.pick(NUMBERS)}_process_subclass{again}"


def content(source: Source) -> tuple[str, bytes]:
    """A file that a student handed in, with what its name ends in: an archive of archives, too."""
    match source.number(5):
        case 0:
            return ".zip", source.damage(zip_archive(source))
        case 1:
            return ".tar.gz", source.damage(pack(source.damage(tar_archive(source)), ".tar.gz"))
        case 2:
            return ".zip", zip_of([(f"inner{number}.zip", zip_archive(source)) for number in range(3)])
        case 3:
            return ".ipynb", source.damage(notebook(source))
        case _:
            return ".py", source.source()


def entries(source: Source) -> list[tuple[str, bytes]]:
    """What a platform's archive holds, by name."""
    made = []
    for _ in range(1 + source.number(5)):
        suffix, data = content(source)
        if source.chance(2):
            made.append((f"{moodle_name(source)}/{source.pick((FILE, source.name()))}{suffix}", data))
        else:
            made.append((canvas_name(source) + suffix, data))
    return made


def download(source: Source, folder: Path) -> None:
    """A platform's archive as it was downloaded, beside the class, and the class folder that it was unpacked into."""
    made = entries(source)
    data = zip_of(made)
    (folder.parent / DOWNLOADED).write_bytes(source.damage(data) if source.chance(3) else data)
    for name, inner in made:
        put(folder, name, inner)


def gradescope(source: Source, folder: Path) -> None:
    """Folders that Gradescope numbered, and its file of whose they are, with names that students chose."""
    said = {}
    for number in range(1 + source.number(4)):
        name = f"submission_{number}"
        put(folder, f"{name}/{source.pick((FILE, source.name()))}", source.source())
        people = [
            {
                ":name": source.pick((person(source), value(source, 2))),
                ":sid": value(source, 1),
                ":email": source.name(),
            }
            for _ in range(source.number(3))
        ]
        moment = source.pick(("2026-01-31 23:59:00 +0100", "9999-12-31 23:59:59 -1400", value(source, 1)))
        said[name] = {":submitters": people, ":created_at": moment} if not source.chance(6) else value(source)
    text = json.dumps(said) if not source.chance(6) else source.pick(("a: &a [*a]", "[" * 5000, "? ", "&a *a", "- {"))
    with contextlib.suppress(OSError):
        (folder / METADATA_FILE).write_bytes(source.damage(text.replace('"2026', "2026").encode("utf-8", "replace")))


def handed_notebook(source: Source, folder: Path) -> None:
    """The notebook of an exercise as nbgrader has it, and sometimes the plain file beside it."""
    (folder.parent / "handed").mkdir()
    (folder.parent / "handed" / "02_process_subclass.ipynb").write_bytes(source.damage(notebook(source)))
    if source.chance(3):
        (folder.parent / "handed" / FILE).write_bytes(source.source())


DOWNLOADS = {"downloads": download, "gradescope": gradescope, "handed in to nbgrader": handed_notebook}
