"""Take in what students hand in: folders, zip and tar archives, notebooks, single files.

Only the files that an exercise asks for are taken, checked for size and encoding, as bytes. All
else is named to the instructor and left where it is. Nothing is executed, nothing is unpacked to
disk (:mod:`autograder.intake.contents`), and one bad submission never stops the others.
"""

import io
import string
import sys
import tokenize
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Protocol

from autograder.intake.arrival import handed_in_at
from autograder.intake.contents import NOTEBOOK, SOURCE_BYTES, Contents, read_contents
from autograder.intake.names import judge, shown, shown_all, student_name
from autograder.intake.near_misses import near_misses, say_ungradable
from autograder.intake.notebooks import Unreadable, read_notebook
from autograder.intake.owners import OneByOne, Owner, Piece, find_owners, stem_of
from autograder.intake.written_cells import read_files, read_stub
from autograder.messages import BOTH, Message

REFUSED_NOTED = 10  # how many to the instructor
NOTES = 50  # of one submission; more are counted
NEAR_SHOWN = 3
REFUSED_SHOWN = 3  # how many refused files are named to a student who misses one
KNOWN_SUFFIXES = {".md", ".toml", ".json"}
# What every encoding of source text leaves as it is (PEP 263), and those that are made for other things do not.
AS_IT_IS = ("\\n \\u0041 \\x41 +AGE- ~{~} .xn--e1a.", string.printable)


class Expected(Protocol):
    """An exercise, as far as it says which file is to be handed in."""

    @property
    def name(self) -> str:
        """``02_process_subclass``."""

    @property
    def file(self) -> str:
        """``process_subclass.py``."""

    @property
    def checks(self) -> Path:
        """The open checks, which students may hand back."""


@dataclass(frozen=True)
class SubmittedFile:
    """One file as it was handed in, or the reason why it cannot be graded."""

    source: bytes
    origin: str  # its path inside what was handed in
    obstacle: str = ""
    missing: bool = False  # nothing was handed in for the exercise; the obstacle says so


Sources = dict[str, list[tuple[PurePosixPath, SubmittedFile]]]  # by the file's own name


@dataclass
class Submission:
    """What one student handed in: a file for each exercise that was found, and notes for the instructor."""

    student: str
    origin: str
    pieces: tuple[Piece, ...] = ()
    number: str = ""  # the student's, or the platform's own for the student, with # before it
    only: Expected | None = None  # the exercise that is graded, where it is one alone
    files: dict[str, SubmittedFile] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    near: dict[str, list[str]] = field(default_factory=dict)  # of exercises without a file: what may be meant for them
    handed_in: float | None = None  # in seconds since 1970, where that is known

    def handed(self, exercise: Expected) -> SubmittedFile:
        """The file for an exercise; when there is none, the sentence that says so, and what was seen instead."""
        none = Message("No {file} was handed in for {exercise}.", file=exercise.file, exercise=exercise.name)
        seen = [*self.near.get(exercise.name, [])[:NEAR_SHOWN], *self.refused[:REFUSED_SHOWN]]
        missing = SubmittedFile(b"", "", Message.joined([none, *seen]), missing=True)
        return self.files.get(exercise.name, missing)


def read_class(
    folder: Path, exercises: Iterable[Expected], graded: Sequence[Expected] | None = None
) -> OneByOne[Submission]:
    """Every submission in a folder, by student; two of one student that no platform has named are both kept and told.

    Each is read when it is come to, and not kept. ``graded``: those of the exercises that count; without it, all of
    them. Raises :class:`UsageError` when the folder cannot be read or holds nothing.
    """
    exercises = tuple(exercises)
    graded = exercises if graded is None else graded
    only = graded[0] if len(graded) == 1 else None
    return OneByOne(find_owners(folder), lambda owner: read_owner(owner, exercises, only))


def read_submission(entry: Path, exercises: Iterable[Expected]) -> Submission:
    """What one folder, archive, notebook or file holds; whatever is wrong with it becomes its own note."""
    return read_owner(Owner(student_name(stem_of(entry)), (Piece(entry),)), tuple(exercises))


def read_owner(owner: Owner, exercises: tuple[Expected, ...], only: Expected | None = None) -> Submission:
    """One student's work; whatever is wrong with it becomes its own note."""
    submission = Submission(owner.student, owner.origin, owner.pieces, owner.number, only)
    try:
        times = [piece.handed_in or handed_in_at(piece.path) for piece in owner.pieces]
        submission.handed_in = max((moment for moment in times if moment is not None), default=None)
        take_in(submission, exercises)
    except Exception as error:  # one submission costs its author alone, whatever it has thought of
        words = "{origin} was refused: it could not be taken in ({error}). Hand it in again."
        told = Message(words, origin=submission.origin, error=type(error).__name__)
        submission.refused.insert(0, told)
        submission.notes.insert(0, told)
    if owner.replaced:
        words = "Handed in more than once: {first} is the latest and was graded, not {others}."
        told = Message(words, first=owner.origin, others=shown_all(list(owner.replaced), 3))
        submission.notes.append(told)
    if owner.twins:
        others = Message.joined(owner.twins, BOTH)
        words = "{student} handed in more than once: beside {origin} there is {others}. Both were graded."
        submission.notes.append(Message(words, student=owner.student, origin=owner.origin, others=others))
    return submission


def take_in(submission: Submission, exercises: tuple[Expected, ...]) -> None:
    """Read what was handed in, and find in it the file for each exercise."""
    contents = read_pieces(submission)
    sources: Sources = {}
    stubs = {exercise.name: exercise.checks.with_name(exercise.file) for exercise in exercises}
    for path, data in contents.files:
        for name, source in unpack(path, data, stubs, submission.notes, contents.refuse):
            sources.setdefault(name.name, []).append((name, SubmittedFile(source, str(path))))
    submission.refused = contents.refused
    submission.notes += contents.refused[:REFUSED_NOTED]
    if len(contents.refused) > REFUSED_NOTED:
        words = "{n} more file was refused.", "{n} more files were refused."
        submission.notes.append(Message.counted(len(contents.refused) - REFUSED_NOTED, words))
    take_alone(submission, sources, exercises)
    for exercise in exercises:
        found = sources.pop(exercise.file, [])
        sources.pop(exercise.checks.name, None)
        if found:
            submission.files[exercise.name] = choose(exercise, found, submission.notes)
    for file, others in sources.items():
        if file.endswith(".py") and file[:-3] in sys.stdlib_module_names:
            shadow(submission, file, others, exercises)
    tell_what_is_left(submission, sources, exercises, contents.ignored)
    more = len(submission.notes) - NOTES
    if more > 0:
        submission.notes[NOTES:] = [Message.counted(more, ("There is {n} more note.", "There are {n} more notes."))]


def read_pieces(submission: Submission) -> Contents:
    """All that one student handed in, the latest first, within what may be read of one student."""
    whole = Contents()
    for piece in submission.pieces:
        name = piece.name if not piece.path.is_dir() else ""
        read = read_contents(piece.path, name, whole.budget)
        whole.files += read.files
        whole.refused += read.refused
        whole.ignored += read.ignored
    return whole


def take_alone(submission: Submission, sources: Sources, exercises: tuple[Expected, ...]) -> None:
    """Take a single program of any name for the one exercise that is graded: ``weber.py`` says whose it is."""
    exercise = submission.only
    asked = {one.file for one in exercises} | {one.checks.name for one in exercises}
    alone = len(submission.pieces) == 1 and submission.pieces[0].path.suffix.lower() in (".py", NOTEBOOK)
    if exercise is None or not alone or len(sources) != 1 or asked & set(sources):
        return
    ((name, found),) = sources.items()
    if len(found) == 1 and name.lower().endswith(".py") and not submission.pieces[0].path.is_dir():
        sources[exercise.file] = sources.pop(name)
        words = "{found} was graded as {file}: no other exercise is graded here."
        submission.notes.append(Message(words, found=shown(found[0][1].origin), file=exercise.file))


def tell_what_is_left(
    submission: Submission, sources: Sources, exercises: tuple[Expected, ...], ignored: list[str]
) -> None:
    """Tell the instructor of files that no exercise asks for, and the student of those that may have been meant."""
    left = [pair for others in sources.values() for pair in others if pair[0].suffix not in KNOWN_SUFFIXES]
    notebooks = [PurePosixPath(handed.origin) for path, handed in left if is_unmarked(path, handed.origin)]
    names = [path for path, _ in left]
    missing = [one for one in exercises if one.name not in submission.files]
    for name, sentence in near_misses(missing, names, notebooks, ignored):
        submission.near.setdefault(name, []).append(sentence)
    ungradable = [PurePosixPath(one.name or one.path.name) for one in submission.pieces if not one.is_work]
    for path in ungradable:
        told = say_ungradable(path)
        submission.notes.append(told)
        for exercise in missing if not submission.files else ():
            submission.near.setdefault(exercise.name, [told])
    unknown = [str(path) for path in names if path not in ungradable]
    if unknown:
        alone = Message("Files that no exercise asks for were left alone: {files}.", files=shown_all(unknown))
        submission.notes.append(alone)


def is_unmarked(path: PurePosixPath, origin: str) -> bool:
    """Whether a program is all of a notebook's code, because none of its cells says what file it is."""
    notebook = PurePosixPath(origin)
    return notebook.suffix == NOTEBOOK and notebook.with_suffix(".py") == path


def shadow(
    submission: Submission, name: str, found: list[tuple[PurePosixPath, SubmittedFile]], exercises: tuple[Expected, ...]
) -> None:
    """A file named like a standard module hides that module from the student's program."""
    folders = {path.parent for path, _ in found}
    for exercise in exercises:
        handed = submission.files.get(exercise.name)
        if handed is not None and PurePosixPath(handed.origin).parent in folders:
            words = (
                "{name} beside {file} hides Python's own module `{module}` from your program. Give that file another "
                "name."
            )
            obstacle = Message(words, name=name, file=exercise.file, module=name[:-3])
            submission.files[exercise.name] = replace(handed, obstacle=obstacle)


def choose(exercise: Expected, found: list[tuple[PurePosixPath, SubmittedFile]], notes: list[str]) -> SubmittedFile:
    """The file that is graded: one that was worked on, in the exercise's own folder, else nearest to the top.

    Where a notebook writes a file and the same file lies beside it, the notebook's text goes first.
    """
    stub = read_stub(exercise.checks.with_name(exercise.file)).strip().encode()

    def rank(pair: tuple[PurePosixPath, SubmittedFile]) -> tuple[bool, bool, int, str, bool]:
        path, handed = pair
        beside = not handed.origin.endswith(NOTEBOOK)
        return (
            handed.source.strip() in (b"", stub),
            path.parent.name != exercise.name,
            len(path.parts),
            str(path),
            beside,
        )

    ranked = sorted(found, key=rank)
    if len({handed.source.strip() for _, handed in ranked}) > 1:
        first, others = shown(ranked[0][1].origin), shown_all([handed.origin for _, handed in ranked[1:]])
        words = "{file} was handed in more than once; {first} was graded, not {others}."
        notes.append(Message(words, file=exercise.file, first=first, others=others))
    handed = ranked[0][1]
    return replace(handed, obstacle=find_obstacle(exercise, handed.source))


def find_obstacle(exercise: Expected, source: bytes) -> Message:
    """Why a file cannot be graded at all, as a sentence for the student; empty when it can."""
    if len(source) > SOURCE_BYTES:
        return Message("{file} is larger than {size} KiB.", file=exercise.file, size=SOURCE_BYTES // 1024)
    if not source.strip():
        return Message("{file} is empty.", file=exercise.file)
    if b"\0" in source:
        return Message("{file} is not a text file: it holds a NUL byte.", file=exercise.file)
    try:
        decode_source(source)
    except BAD_TEXT as error:
        words = "{file} cannot be read as Python source (PEP 263): {error}. Save it as UTF-8."
        return Message(words, file=exercise.file, error=shown(str(error)))
    return Message("")


BAD_TEXT = (SyntaxError, ValueError, LookupError)  # what decode_source raises


def decode_source(source: bytes) -> str:
    """Source text by its byte order mark, its coding line, or UTF-8 (PEP 263); raises one of ``BAD_TEXT``."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    if any(text.encode("ascii").decode(encoding) != text for text in AS_IT_IS):
        raise LookupError(f"{encoding} is no encoding of source text")
    return source.decode(encoding)


def unpack(
    path: PurePosixPath, data: bytes, stubs: Mapping[str, Path], notes: list[str], refuse: Callable[[str, str], None]
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """A file as it is; of a notebook, the modules that its cells write. ``stubs``: by exercise, the file handed out."""
    if path.suffix != NOTEBOOK:
        yield path, data
        return
    try:
        cells = read_notebook(data).cells
    except Unreadable as error:
        words = "{file} is not a notebook that can be read: it {what}. It was left alone."
        notes.append(Message(words, file=shown(str(path)), what=error.what))
        return
    for name, program in read_files(cells, path, stubs):
        judged = judge(name)
        if judged.path is None:
            refuse(f"{path.name}, %%writefile {name}", judged.why)
            continue
        yield path.parent / judged.path, program.text.encode()
        notes += [Message("{file}: {note}", file=shown(str(path)), note=note) for note in program.notes]
