"""What an instructor says to everyone who made a mistake: written once, on every page where it was recognised.

``comments.toml`` stands in the folder of results::

    [comments]
    joins_in_start = "Slide 12 shows what `start` is for. Ask me on Tuesday."
    ValueError = "…"                      # Python's own error, by its type
    "02_process_subclass joins_in_start" = "…"   # in one exercise alone, in the place of the other

The names are those of the column ``mistake`` in ``results.csv``; the class page shows them, too.
"""

from pathlib import Path

from autograder.checks.assignment import AssignmentFile
from autograder.checks.results import ExerciseResult, State
from autograder.messages import LIST, Message

COMMENTS_FILE = "comments.toml"
SECTION = "comments"


class Comments:
    """The comments of one class, and which of them were needed."""

    def __init__(self, texts: dict[str, str], path: Path = Path(COMMENTS_FILE)) -> None:
        """``texts``: by what is commented on."""
        self.texts, self.path = texts, path
        self.used: set[str] = set()
        self.recognised: set[str] = set()

    @classmethod
    def beside(cls, folder: Path) -> "Comments":
        """Those of a folder of results, if there are some; raises :class:`UsageError` with file and line."""
        path = folder / COMMENTS_FILE
        if not path.exists():
            return cls({}, path)
        file = AssignmentFile(path)
        for key in file.table:
            if key != SECTION:
                file.complain((key,), f"there is no such setting. Comments stand below a line [{SECTION}].")
        texts = file.section(SECTION)
        for key, text in texts.items():
            if not isinstance(text, str) or not text.strip():
                file.complain((SECTION, key), "this must be a text in quotes, and not an empty one.")
        return cls({key: text.strip() for key, text in texts.items()}, path)

    def of(self, result: ExerciseResult) -> str:
        """What is said to who has this result; empty where nothing is, or nothing failed."""
        if result.state is not State.FAILED:
            return ""
        found = ""
        for name in names_of(result):
            self.recognised.add(name)
            for key in (f"{result.exercise} {name}", name):
                if key in self.texts:
                    self.used.add(key)
                    found = found or self.texts[key]
        return found

    def unused(self) -> list[Message]:
        """Comments on what was recognised in nobody's program, once everybody was looked at."""
        known = Message.joined(sorted(self.recognised), LIST) or Message("nothing")
        words = "{file}: {name} was recognised in nobody's program. Recognised were: {known}."
        left = [key for key in self.texts if key not in self.used and key.rpartition(" ")[2] not in self.recognised]
        return [Message(words, file=self.path.name, name=key, known=known) for key in left]


def names_of(result: ExerciseResult) -> list[str]:
    """What a failed result can be commented on by: the mistake's name, the types of Python's own errors."""
    named = [result.diagnosis.mistake] if result.diagnosis is not None else []
    return [*named, *(error.error.partition(":")[0].strip() for error in result.python_errors)]
