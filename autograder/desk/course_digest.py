"""What a result depends on, as digests: of each part of an exercise, and of what was handed in."""

import hashlib
from collections.abc import Iterable

import msgspec

from autograder.checks.course import SIGNATURES_FILE, Exercise
from autograder.intake.submission import SubmittedFile

DIGEST_CHARACTERS = 32


def digest(parts: Iterable[bytes]) -> str:
    """One short text for several byte strings, different for all others (SHA-256, RFC 6234)."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()


class Digests(msgspec.Struct, frozen=True):
    """An exercise by its parts: what was run, what it was held against, what is said of it, what it counts."""

    run: str  # the file's name, the files beside it, start methods and limits: another one wants other runs
    reference: str
    checks: str
    diagnosis: str  # the known mistakes, and what the contract does not grade
    points: str

    @classmethod
    def of(cls, exercise: Exercise) -> "Digests":
        """The digests of an exercise as it is now."""
        about = exercise.about
        given = [part for name, data in sorted(exercise.given_files().items()) for part in (name.encode(), data)]
        run = [exercise.file, list(about.start_methods), dict(sorted(about.limits.items()))]
        files = (exercise.solution / exercise.file, exercise.checks, exercise.folder / SIGNATURES_FILE)
        reference, checks, signatures = (path.read_bytes() if path.is_file() else b"" for path in files)
        counts = [exercise.weight, dict(sorted(exercise.points.items()))]
        parts = (
            [msgspec.json.encode(run), *given],
            [reference],
            [about.title.encode(), checks],
            [msgspec.json.encode(about.ungraded), signatures],
            [msgspec.json.encode(counts)],
        )
        return cls(*(digest(part)[:DIGEST_CHARACTERS] for part in parts))


def digest_program(handed: SubmittedFile) -> bytes:
    """All that a result depends on of what one student handed in."""
    return bytes.fromhex(digest([handed.source, handed.obstacle.encode("utf-8", "backslashreplace")]))
