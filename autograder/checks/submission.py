"""Take in what students hand in: folders, zip archives, notebooks, single files.

Only the files that an exercise asks for are taken, checked for size and encoding, as bytes. All
else is named to the instructor and left where it is. Nothing is executed, nothing is unpacked to
disk, and one bad submission never stops the others.
"""

import io
import json
import sys
import tokenize
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from autograder.checks.course import Exercise
from autograder.errors import UsageError

SOURCE_BYTES = 256 * 1024
ARCHIVE_BYTES = 32 * 1024 * 1024
ARCHIVE_ENTRIES = 2000
ARCHIVES = (".zip",)
NOTEBOOK = ".ipynb"
IGNORED_NAMES = {"__pycache__", ".ipynb_checkpoints", ".pytest_cache", "__MACOSX", ".git", ".DS_Store"}
KNOWN_SUFFIXES = {".md", ".toml", ".json"}


@dataclass(frozen=True)
class Handed:
    """One file as it was handed in, or the reason why it cannot be graded."""

    source: bytes
    origin: str
    obstacle: str = ""


@dataclass
class Submission:
    """What one student handed in: a file for each exercise that was found, and notes for the instructor."""

    student: str
    origin: str
    files: dict[str, Handed] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def handed(self, exercise: Exercise) -> Handed:
        """The file for an exercise; when there is none, the sentence that says so."""
        missing = Handed(b"", "", f"No {exercise.file} was handed in for {exercise.name}.")
        return self.files.get(exercise.name, missing)


def read_class(folder: Path, exercises: Iterable[Exercise]) -> list[Submission]:
    """Every submission in a folder, by student; two of one student are both kept and told.

    Raises :class:`UsageError` when the folder cannot be read or holds nothing.
    """
    try:
        entries = sorted(entry for entry in folder.iterdir() if entry.name not in IGNORED_NAMES)
    except OSError as error:
        raise UsageError(f"{folder} cannot be read: {error.strerror}.") from error
    entries = [entry for entry in entries if is_submission(entry)]
    if not entries:
        raise UsageError(
            f"{folder} holds no submissions: a folder, .zip, .ipynb or .py for each student is looked for."
        )
    exercises = tuple(exercises)
    submissions = [read_submission(entry, exercises) for entry in entries]
    by_student: dict[str, list[Submission]] = {}
    for submission in submissions:
        by_student.setdefault(submission.student, []).append(submission)
    for student, several in by_student.items():
        for submission in several if len(several) > 1 else []:
            others = " and ".join(other.origin for other in several if other is not submission)
            submission.notes.append(
                f"{student} handed in more than once: beside {submission.origin} there is {others}. Both were graded."
            )
            submission.student = f"{student} ({submission.origin})"
    return submissions


def is_submission(entry: Path) -> bool:
    """Whether an entry of the class folder can be somebody's submission."""
    return not entry.name.startswith(".") and (entry.is_dir() or entry.suffix in (*ARCHIVES, NOTEBOOK, ".py"))


def read_submission(entry: Path, exercises: Iterable[Exercise]) -> Submission:
    """One student's folder, archive, notebook or file."""
    student = entry.name if entry.is_dir() else entry.stem
    submission = Submission(student, entry.name)
    sources: dict[str, list[tuple[PurePosixPath, Handed]]] = {}
    unknown: list[str] = []
    try:
        for path, data in contents(entry, submission.notes):
            for name, source in unpack(path, data, submission.notes):
                sources.setdefault(name.name, []).append((name, Handed(source, str(path))))
    except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError) as error:
        submission.notes.append(f"{entry.name} could not be opened: {error}. Ask {student} to hand it in again.")
    exercises = tuple(exercises)
    for exercise in exercises:
        found = sources.pop(exercise.file, [])
        sources.pop(exercise.checks.name, None)
        if found:
            submission.files[exercise.name] = choose(exercise, found, submission.notes)
    for file, others in sources.items():
        unknown += [str(path) for path, _ in others if path.suffix not in KNOWN_SUFFIXES]
        if file.endswith(".py") and file[:-3] in sys.stdlib_module_names:
            shadow(submission, file, others, exercises)
    if unknown:
        submission.notes.append(f"Files that no exercise asks for were left alone: {', '.join(unknown[:10])}.")
    return submission


def shadow(
    submission: Submission, name: str, found: list[tuple[PurePosixPath, Handed]], exercises: tuple[Exercise, ...]
) -> None:
    """A file named like a standard module hides that module from the student's program."""
    folders = {path.parent for path, _ in found}
    for exercise in exercises:
        handed = submission.files.get(exercise.name)
        if handed is not None and PurePosixPath(handed.origin).parent in folders:
            obstacle = (
                f"{name} beside {exercise.file} hides Python's own module `{name[:-3]}` from your program. "
                "Give that file another name."
            )
            submission.files[exercise.name] = Handed(handed.source, handed.origin, obstacle)


def choose(exercise: Exercise, found: list[tuple[PurePosixPath, Handed]], notes: list[str]) -> Handed:
    """The file that is graded: the one in the exercise's own folder, else the one nearest to the top."""
    ranked = sorted(found, key=lambda pair: (pair[0].parent.name != exercise.name, len(pair[0].parts), str(pair[0])))
    if len(ranked) > 1:
        others = ", ".join(str(path) for path, _ in ranked[1:])
        notes.append(f"{exercise.file} was handed in more than once; {ranked[0][0]} was graded, not {others}.")
    handed = ranked[0][1]
    return Handed(handed.source, handed.origin, find_obstacle(exercise, handed.source))


def find_obstacle(exercise: Exercise, source: bytes) -> str:
    """Why a file cannot be graded at all, as a sentence for the student; empty when it can."""
    if len(source) > SOURCE_BYTES:
        return f"{exercise.file} is larger than {SOURCE_BYTES // 1024} KiB."
    if not source.strip():
        return f"{exercise.file} is empty."
    if b"\0" in source:
        return f"{exercise.file} is not a text file: it holds a NUL byte."
    try:
        decode_source(source)
    except (SyntaxError, UnicodeDecodeError, LookupError) as error:
        return f"{exercise.file} cannot be read as Python source (PEP 263): {error}. Save it as UTF-8."
    return ""


def decode_source(source: bytes) -> str:
    """Source text by its byte order mark, its coding line, or UTF-8 (PEP 263)."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    return source.decode(encoding)


def contents(entry: Path, notes: list[str]) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Every regular file of a submission with its path inside the submission, read up to the size limits."""
    if entry.is_file() and entry.suffix in ARCHIVES:
        yield from archive_contents(entry, notes)
    elif entry.is_file():
        yield PurePosixPath(entry.name), read_capped(entry)
    else:
        for path in sorted(entry.rglob("*")):
            relative = path.relative_to(entry)
            if IGNORED_NAMES & set(relative.parts) or path.is_dir():
                continue
            if path.is_symlink() or not path.is_file():
                notes.append(f"{relative} is not a plain file and was left alone.")
            elif path.suffix in ARCHIVES:
                yield from archive_contents(path, notes)
            else:
                yield PurePosixPath(relative.as_posix()), read_capped(path)


def read_capped(path: Path) -> bytes:
    """The beginning of a file, one byte more than is ever accepted."""
    with path.open("rb") as stream:
        return stream.read(ARCHIVE_BYTES if path.suffix == NOTEBOOK else SOURCE_BYTES + 1)


def archive_contents(path: Path, notes: list[str]) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The files of a zip archive, counted as they are read and never written to disk."""
    total = 0
    with zipfile.ZipFile(path) as archive:
        for number, info in enumerate(archive.infolist()):
            name = PurePosixPath(info.filename.replace("\\", "/"))
            if info.is_dir() or IGNORED_NAMES & set(name.parts):
                continue
            if name.is_absolute() or ".." in name.parts:
                notes.append(f"{path.name}: the entry {info.filename!r} points outside the archive and was refused.")
                continue
            with archive.open(info) as stream:
                data = stream.read(min(ARCHIVE_BYTES - total, ARCHIVE_BYTES) + 1)
            total += len(data)
            if total > ARCHIVE_BYTES or number >= ARCHIVE_ENTRIES:
                notes.append(f"{path.name} holds more than is accepted; the rest of it was left alone.")
                return
            yield name, data


def unpack(path: PurePosixPath, data: bytes, notes: list[str]) -> Iterator[tuple[PurePosixPath, bytes]]:
    """A file as it is; of a notebook, the modules that its cells write."""
    if path.suffix != NOTEBOOK:
        yield path, data
        return
    try:
        cells = [cell for cell in json.loads(data)["cells"] if cell["cell_type"] == "code"]
        sources = [cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"]) for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        notes.append(f"{path} is not a notebook that can be read ({type(error).__name__}); it was left alone.")
        return
    written = [split_cell(source) for source in sources]
    for name, source in written:
        if name:
            yield path.parent / name, source.encode("utf-8", "surrogatepass")
    if not any(name for name, _ in written):
        plain = "\n".join(source for source in map(without_magics, sources))
        yield path.with_suffix(".py"), plain.encode("utf-8", "surrogatepass")


def split_cell(source: str) -> tuple[str, str]:
    """The file that a cell writes with ``%%writefile``, and its text; no name when it writes none."""
    first, _, rest = source.lstrip().partition("\n")
    words = first.split()
    if len(words) >= 2 and words[0] in ("%%writefile", "%%file"):
        return PurePosixPath(words[-1]).name, rest
    return "", source


def without_magics(source: str) -> str:
    """Lines that only a notebook understands, as comments."""
    return "\n".join(f"# {line}" if line.lstrip().startswith(("%", "!")) else line for line in source.split("\n"))
