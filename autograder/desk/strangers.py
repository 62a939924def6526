"""Measure the names that programs of strangers get: their headers say which names are right.

A program is labelled in comments: ``# exercise: 05_manager_share`` says what it was handed in for, and
``# named: a, b`` which names of the catalogue would be true of it, or ``# named: none``. ``# mistake: none`` says that
there is nothing to name either. A program without any of these is run, and what it is named is shown to be judged.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.checks.course import Course, Exercise
from autograder.desk.grading import grade_exercise, new_seed
from autograder.desk.worker_process import Failure
from autograder.desk.workers import run_jobs
from autograder.errors import UsageError
from autograder.intake.submission import SubmittedFile, find_obstacle
from autograder.sandbox.sandbox import Sandbox

HEADER = re.compile(r"^# (?P<key>exercise|named|mistake): *(?P<value>.*?) *$", re.MULTILINE)


@dataclass(frozen=True)
class Stranger:
    """One program: the names that are true of it; ``None`` when nobody has said."""

    path: Path
    exercise: Exercise
    right: frozenset[str] | None


@dataclass(frozen=True)
class Named:
    """What a program was named; empty for nothing. ``failure``: the kit could not grade it."""

    stranger: Stranger
    name: str = ""
    failure: str = ""

    @property
    def kind(self) -> str:
        """Rightly or wrongly named, plain where a name would have been right, rightly plain, or unlabelled."""
        if self.failure:
            return "not graded"
        if self.stranger.right is None:
            return "unlabelled"
        if self.name:
            return "rightly" if self.name in self.stranger.right else "wrongly"
        return "plainly" if self.stranger.right else "rightly plain"


@dataclass
class Measure:
    """How often each kind came in one exercise."""

    exercise: str
    kinds: Counter[str] = field(default_factory=Counter)
    found: list[Named] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """Of the names that were given, the share that is true."""
        return share(self.kinds["rightly"], self.kinds["rightly"] + self.kinds["wrongly"])

    @property
    def recall(self) -> float | None:
        """Of the programs of which a name is true, the share that got one that is."""
        to_name = [one for one in self.found if one.stranger.right]
        return share(sum(one.kind == "rightly" for one in to_name), len(to_name))


def share(part: int, whole: int) -> float | None:
    """A share; ``None`` of nothing."""
    return part / whole if whole else None


def read_strangers(folder: Path, course: Course) -> list[Stranger]:
    """The labelled programs of a folder and the folders in it; raises :class:`UsageError` for one without exercise."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text(encoding="utf-8", errors="replace")
        header = {match["key"]: match["value"] for match in HEADER.finditer(text)}
        if "exercise" not in header:
            raise UsageError(f"{path} has no line `# exercise: NAME`, so nobody knows what it was written for.")
        (exercise,) = course.pick([header["exercise"]])
        found.append(Stranger(path, exercise, right_names(header)))
    if not found:
        raise UsageError(f"{folder} has no programs (*.py) in it.")
    return found


def right_names(header: dict[str, str]) -> frozenset[str] | None:
    """The names that the header says are true."""
    if "named" not in header:
        return frozenset() if header.get("mistake") == "none" else None
    names = frozenset(re.split(r",\s*", header["named"])) - {""}
    return names - {"none"}


def name_stranger(stranger: Stranger, sandbox: Sandbox) -> Named:
    """Grade one program, and say what it was named."""
    source = stranger.path.read_bytes()
    handed = SubmittedFile(source, str(stranger.path), find_obstacle(stranger.exercise, source))
    result, _ = grade_exercise(stranger.exercise, handed, sandbox, new_seed())
    return Named(stranger, result.diagnosis.mistake if result.diagnosis else "")


def name_all(strangers: Iterable[Stranger], workers: int | None = None) -> Iterator[Named]:
    """What each is named, as soon as it is known."""
    for stranger, answer in run_jobs(strangers, name_stranger, workers):
        yield Named(stranger, failure=answer.reason) if isinstance(answer, Failure) else answer


def measure(named: Iterable[Named]) -> list[Measure]:
    """The counts of each exercise, in order."""
    measures: dict[str, Measure] = {}
    for one in named:
        name = one.stranger.exercise.name
        counted = measures.setdefault(name, Measure(name))
        counted.kinds[one.kind] += 1
        counted.found.append(one)
    return [measures[name] for name in sorted(measures)]
