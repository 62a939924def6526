"""Every name that comes with a submission is looked at here, before anything else sees it.

It may stand in an archive, in a folder, in a notebook's cell or in a learning platform's download: what
is accepted is one relative path, of bounded length and depth, of characters that can be seen, and good
on every system. All else is refused, with a sentence for whoever handed it in. How a name is shown, and
what a student is called, is decided here too.
"""

import os
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.escaping import visible
from autograder.messages import LIST, Message

NAME_BYTES, PATH_BYTES, PATH_PARTS = 255, 1000, 30
SHOWN_CHARACTERS = 80
SAID_CHARACTERS = 200
NUMBER_CHARACTERS = 100
STUDENT_BYTES = 100  # a student's folder, and the gradebook's column of 128 characters, have room for it and a number
# The folder of a student in Moodle's archive ("Assignment: Download all submissions"), and in that of feedback files;
# a file's name begins so where the archive was made without folders.
MOODLE = re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_(?P<kind>file|onlinetext)(?:_(?P<rest>.*))?")
# A file in Canvas's archive (Canvas Instructor Guide, "How do I download all student submissions for an assignment?").
CANVAS = re.compile(r"(?P<name>[^_]+)_(?:(?:LATE|late)_)?(?P<number>\d+)_(?P<file>\d+)_(?P<rest>.+)")
AGAIN = re.compile(r"-(\d+)$")  # behind the name of a file that was handed in to Canvas again
# What other programs put beside homework. Whole libraries are among it, which nobody has written as homework.
LIBRARIES = {"venv", ".venv", "site-packages", "node_modules"}
IGNORED_NAMES = LIBRARIES | {
    *("__pycache__", ".ipynb_checkpoints", ".pytest_cache", "__MACOSX", ".git", ".idea", ".vscode"),
    *(".DS_Store", "Thumbs.db", "desktop.ini"),
}
# Names that Windows keeps for devices, whatever their suffix (Microsoft, "Naming Files, Paths, and Namespaces").
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³")}


class Refused(Exception):
    """A name, a file or a whole archive is not accepted; the text says why."""

    def __init__(self, why: str) -> None:
        """``why``: the rest of a sentence that begins with what was refused."""
        super().__init__(why)
        self.why = Message.of(why)


@dataclass(frozen=True)
class Judged:
    """What becomes of a name.

    - `path`: what it stands for, where it is accepted; `why`: the rest of a sentence that says why it is not.
    - `ignored`: the name up to the part of it that is never looked at; empty where there is none.
    """

    path: PurePosixPath | None
    why: Message
    ignored: str

    def accepted(self) -> PurePosixPath:
        """The path; raises :class:`Refused` where there is none."""
        if self.path is None:
            raise Refused(self.why)
        return self.path


def judge(name: str) -> Judged:
    """Look at a name that stands in something that was handed in."""
    try:
        return Judged(path_of(name), Message(""), ignored_part(name))
    except Refused as error:
        return Judged(None, error.why, ignored_part(name))


def path_of(name: str) -> PurePosixPath:
    """The path that a name stands for; raises :class:`Refused` for one that is not accepted."""
    text = name.replace("\\", "/")
    if len(os.fsencode(text.encode("utf-8", "replace"))) > PATH_BYTES or text.count("/") >= PATH_PARTS:
        raise Refused("its name is too long")
    path = PurePosixPath(text)
    if not path.parts:
        raise Refused("it has no name")
    if path.is_absolute() or ".." in path.parts or ":" in text:
        raise Refused("its name points outside the submission")
    for part in path.parts:
        if len(part.encode("utf-8", "replace")) > NAME_BYTES:
            raise Refused("its name is too long")
        if visible(part) != part or "\n" in part:
            raise Refused("its name holds characters that cannot be seen")
        if part.partition(".")[0].strip().lower() in RESERVED or part != part.rstrip(". "):
            raise Refused("its name is reserved on Windows; give it another one")
    return path


def is_ignored(name: str) -> bool:
    """Whether a part of a path is something that is never looked at, whatever is in it."""
    return name in IGNORED_NAMES or name.startswith("._")  # the latter: macOS's attributes of a file, beside it


def ignored_part(name: str) -> str:
    """A path up to the part of it that is never looked at; empty where there is none."""
    parts = name.replace("\\", "/").split("/")
    number = next((number for number, part in enumerate(parts, 1) if is_ignored(part)), 0)
    return "/".join(parts[:number])


def is_entry(name: str) -> bool:
    """Whether something that lies in a class folder is looked at, by its name."""
    return not is_ignored(name) and not name.startswith(".")


def last_part(name: str) -> str:
    """A file's own name, whatever folders stand before it."""
    return name.replace("\\", "/").rpartition("/")[2]


def seen(name: str) -> str:
    """A name that a platform made of a person's, which may rightly hold signs that are not seen; they are replaced."""
    return "".join(sign if visible(sign) == sign != "\n" else "_" for sign in name)


def shown(name: str) -> str:
    """A name for a sentence: harmless, and not too long."""
    text = visible(name).replace("\n", "\\n")
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:60]}…{text[-15:]}"


def cut(text: str) -> str:
    """What a reader of somebody else's says, for a sentence: harmless, in one line, and not too long."""
    return visible(text[:SAID_CHARACTERS]).replace("\n", " ")


def shown_all(names: list[str], most: int = 10) -> Message:
    """Several names for a sentence, and how many more there are."""
    listed = Message.joined(map(shown, names[:most]), LIST)
    return Message("{names} and {n} more", names=listed, n=len(names) - most) if len(names) > most else listed


def student_name(name: str) -> str:
    """What the owner of an entry is called: fit for a sentence, a file's name and a gradebook."""
    text = visible(name).replace("\n", "\\n").replace("/", "\\x2f")
    whole = text.encode()
    kept = whole[:STUDENT_BYTES].decode("utf-8", "ignore")
    kept = kept if len(whole) <= STUDENT_BYTES else f"{kept}…"
    return kept if kept.strip(". ") else f"student {kept}".rstrip(". ")


def student_number(number: str) -> str:
    """A student's number, or what a platform has in its place: fit for a sentence, and not too long."""
    return visible(number[:NUMBER_CHARACTERS]).replace("\n", "\\n")
