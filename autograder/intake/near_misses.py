"""What was handed in beside what was asked for, and what its author is told: which name to use, and how to save it.

Nothing here is graded in another one's place: a student who reads "name it join.py" has lost nothing that cannot be
mended, and one whose trials were graded as the homework has.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Protocol

from autograder.intake.names import LIBRARIES, shown, shown_all
from autograder.messages import Message

LOOKED_AT = 50  # files that may have been meant for something else
ALIKE = 0.85  # of difflib's ratio: one slip in a name of six letters and more
# Behind a name: a copy's number or mark, by browsers and systems in several languages.
COPY = re.compile(r"(?:[\s_-]*\(\d+\)|[\s_-]+(?:copy|kopie|copie|copia|副本)(?:[\s_-]*\d+)?)+$")
WORD, PICTURE, TEXT = Message("a Word document"), Message("a picture"), Message("a plain text file")
KINDS = {
    **dict.fromkeys((".doc", ".docx"), WORD),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".heic", ".svg", ".tif", ".tiff"), PICTURE),
    **dict.fromkeys((".odt", ".rtf", ".pages"), Message("a document of a word processor")),
    **dict.fromkeys((".txt", ".md"), TEXT),
    **dict.fromkeys((".html", ".htm"), Message("a web page")),
    **dict.fromkeys((".pyc", ".pyo"), Message("a program that Python has compiled, not its text")),
    **dict.fromkeys((".xls", ".xlsx", ".csv", ".ods"), Message("a table")),
    ".pdf": Message("a PDF"),
}
OTHER = Message("neither a program (.py), a notebook (.ipynb) nor an archive (.zip)")


class Named(Protocol):
    """An exercise, as far as it says what its file is called."""

    @property
    def name(self) -> str:
        """``02_process_subclass``."""

    @property
    def file(self) -> str:
        """``process_subclass.py``."""


def kind_of_file(path: PurePosixPath) -> Message:
    """What a file is that cannot be graded, for a sentence."""
    return KINDS.get(path.suffix.lower(), OTHER)


def say_ungradable(path: PurePosixPath) -> Message:
    """That an entry of the class folder is nothing that can be graded, and why."""
    words = "{file} cannot be graded: it is {kind}."
    return Message(words, file=shown(str(path)), kind=kind_of_file(path))


def near_misses(
    missing: Iterable[Named], left: list[PurePosixPath], notebooks: list[PurePosixPath], ignored: list[str]
) -> Iterator[tuple[str, Message]]:
    """For exercises without a file: what may have been meant for each, as the exercise's name and a sentence.

    ``left``: files that no exercise asks for; ``notebooks``: those of which no cell says what file it is;
    ``ignored``: folders that were not looked into.
    """
    exercises = list(missing)
    libraries = [name for name in ignored if PurePosixPath(name).name in LIBRARIES]
    for path in left[:LOOKED_AT]:
        exercise = meant_for(path, exercises)
        if exercise is not None:
            yield exercise.name, say_meant(path, exercise)
    for exercise in exercises:
        for path in notebooks[:1]:
            words = (
                "{found} has no cell that begins with %%writefile {file}: put that line at the top of the cell with "
                "your solution, and hand in the notebook again."
            )
            yield exercise.name, Message(words, found=shown(str(path)), file=exercise.file)
        if libraries:
            words = "Folders of libraries are never graded, and were not looked into: {folders}."
            yield exercise.name, Message(words, folders=shown_all(libraries, 3))


def nearest(folder: Path, exercise: Named, exercises: Iterable[Named]) -> Path | None:
    """The file of a folder that may have been meant for an exercise, if there is one.

    Neither another exercise's own file, its checks, an editor's copy, nor a copy of what stands in the right file.
    """
    known = list({one.name: one for one in (*exercises, exercise)}.values())
    own = {one.file for one in known} | {f"test_{one.file}" for one in known}
    right = folder / exercise.file
    source = right.read_bytes() if right.is_file() else b""
    for path in sorted(folder.iterdir())[:LOOKED_AT]:
        if path.name in own or path.suffix == ".ipynb" or path.name.endswith("~") or not path.is_file():
            continue
        found = meant_for(PurePosixPath(path.name), known)
        same_size = path.stat().st_size == len(source)
        if found is not None and found.name == exercise.name and not (same_size and path.read_bytes() == source):
            return path
    return None


def say_name(path: Path, exercise: Named) -> Message:
    """Which name a student's own file is to have."""
    words = "{found} may be meant for it, and has another name: name it {file}."
    return Message(words, found=shown(path.name), file=exercise.file)


def say_meant(path: PurePosixPath, exercise: Named) -> Message:
    """What to do with a file that may have been meant for an exercise."""
    values = {"found": shown(str(path)), "file": exercise.file}
    if path.suffix.lower() in KINDS and KINDS[path.suffix.lower()] is not TEXT:
        words = "{found} may be meant for it, but it is {kind}: save the program as plain text, and name it {file}."
        return Message(words, kind=kind_of_file(path), **values)
    return Message("{found} may be meant for it, and has another name: name it {file}, and hand it in again.", **values)


def meant_for(path: PurePosixPath, exercises: list[Named]) -> Named | None:
    """The exercise that a file may have been meant for by its name, if there is one."""
    words = words_of(path.name.partition(".")[0])
    inside = [one for one in exercises if f"_{topic(one)}_" in f"_{words}_"]
    if inside:
        return max(inside, key=lambda one: len(topic(one)))
    together = words.replace("_", "")
    by_name = {topic(one).replace("_", ""): one for one in exercises}
    found = difflib.get_close_matches(together[:100], by_name, 1, ALIKE)
    return by_name[found[0]] if found else None


def topic(exercise: Named) -> str:
    """``process_subclass``."""
    return exercise.file.removesuffix(".py").casefold()


def words_of(stem: str) -> str:
    """The words of a file's name, in small letters, without a copy's mark: ``Process-Subclass (1)`` is two words."""
    plain = COPY.sub("", stem.casefold().strip())
    return "_".join(re.findall(r"[^\W_]+", plain))
