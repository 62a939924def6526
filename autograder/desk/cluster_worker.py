"""What a worker of a cluster grades with: the exercises that the desk has published, and a sandbox for each thread.

A program is graded in a process of its own as on one machine, and within the same bounds, so that whatever it does to
that process the cluster's worker lives on. What comes of it depends on the job and on nothing of the worker's.
"""

import multiprocessing
import queue
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
from pebble import ProcessPool

from autograder.checks.course import Exercise
from autograder.checks.result_record import decode_notes, decode_result, encode_notes, encode_result
from autograder.desk.batch import Graded, LocalGraders, Task, this_machine
from autograder.desk.course_digest import digest
from autograder.desk.worker_process import Failure, describe
from autograder.engine.canaries import choose
from autograder.engine.draw import machine_counts
from autograder.engine.kept_trials import keep_or_try, try_and_keep
from autograder.errors import KitError
from autograder.files import remove_tree
from autograder.intake.submission import SubmittedFile
from autograder.messages import Message
from autograder.sandbox.levels import Level

TRIAL_SECONDS = 600.0
EXERCISE_BYTES = 1 << 20  # of one file beside an exercise
FAILED = "The cluster failed on this program alone: {error}"


class PublishedExercise(msgspec.Struct, array_like=True, frozen=True):
    """An exercise as files, with what the assignment makes of it."""

    name: str
    weight: float
    points: dict[str, float]
    files: dict[str, bytes]

    @classmethod
    def of(cls, exercise: Exercise) -> "PublishedExercise":
        """An exercise of the desk's: the files of its folder, without those of folders in it."""
        found = [path for path in sorted(exercise.folder.iterdir()) if path.is_file()]
        files = {path.name: path.read_bytes() for path in found if path.stat().st_size <= EXERCISE_BYTES}
        return cls(exercise.name, exercise.weight, dict(exercise.points), files)

    @property
    def digest(self) -> str:
        """What it is known by."""
        return digest([msgspec.msgpack.encode(self)])

    def unpack(self, folder: Path) -> Exercise:
        """The exercise in a folder of this machine's."""
        place = folder / "exercises" / self.name
        place.mkdir(parents=True)
        for name, data in self.files.items():
            (place / Path(name).name).write_bytes(data)
        return replace(Exercise.load(place), weight=self.weight, points=self.points)


class Job(msgspec.Struct, array_like=True, frozen=True):
    """All that a grading depends on, besides the reference's record."""

    exercise: str  # the digest
    source: bytes
    origin: str
    seed: str
    counts: list[int]
    seconds: float
    is_reference: bool


def encode_answer(answer: Graded | Failure) -> tuple[bytes, bytes]:
    """An answer as bytes: the result and its record, or nothing and the reason."""
    if isinstance(answer, Failure):
        return b"", encode_notes([answer.reason])
    return encode_result(answer.result), answer.record or b""


def failed(error: Exception) -> tuple[bytes, bytes]:
    """What the desk is answered where the kit itself has failed."""
    return encode_answer(Failure(Message(FAILED, error=describe(error))))


def decode_answer(data: tuple[bytes, bytes]) -> Graded | Failure:
    """What :func:`encode_answer` was given."""
    result, other = data
    return Graded(decode_result(result), other) if result else Failure(decode_notes(other)[0])


class Bench:
    """So many places to grade at, each a process with a sandbox."""

    def __init__(self, published: bytes, required: str, fresh: bool, places: int) -> None:
        """See what this machine's sandbox is worth; raises :class:`KitError` where that is less than required.

        What was tried a while ago counts, unless it is to be ``fresh``.
        """
        # Dask's nanny marks its worker as one that may have no children, so that none outlives it. The processes here
        # end with their parent by the kernel's own doing.
        multiprocessing.current_process()._config.pop("daemon", None)  # type: ignore[attr-defined]
        trial = self.find_level(required, fresh)
        self.machine = this_machine(trial)
        self.folder = Path(tempfile.mkdtemp(prefix="autograder-exercises-"))
        exercises = msgspec.msgpack.decode(published, type=list[PublishedExercise])
        self.exercises = {one.digest: one.unpack(self.folder / str(n)) for n, one in enumerate(exercises)}
        self.places = [LocalGraders(1, trial) for _ in range(places)]
        self.idle: queue.SimpleQueue[LocalGraders] = queue.SimpleQueue()
        for place in self.places:
            self.idle.put(place)

    @staticmethod
    def find_level(required: str, fresh: bool) -> Any:
        """The best level that can be had here, found out in a process of its own."""
        attempt = try_and_keep if fresh else keep_or_try
        pool = ProcessPool(1, context=multiprocessing.get_context("spawn"))
        try:
            return pool.schedule(choose, (Level(required), attempt), timeout=TRIAL_SECONDS).result()
        except TimeoutError as error:
            raise KitError(f"Its sandbox could not be tried within {TRIAL_SECONDS:.0f} s.") from error
        finally:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def describe(self) -> dict[str, Any]:
        """What the desk wants to know of this machine."""
        return {"machine": msgspec.json.encode(self.machine).decode(), "counts": sorted(machine_counts())}

    def grade(self, data: bytes, record: bytes) -> tuple[bytes, bytes]:
        """Grade a program beside the reference's record, at a place that is free."""
        job = msgspec.msgpack.decode(data, type=Job)
        handed, counts = SubmittedFile(job.source, job.origin), frozenset(job.counts)
        student = "" if job.is_reference else "student"
        task = Task(student, self.exercises[job.exercise], handed, job.seed, record, job.seconds, counts)
        place = self.idle.get()
        try:
            ((_, answer),) = place.do([task])
        finally:
            self.idle.put(place)
        return encode_answer(answer)

    def close(self) -> None:
        """End every process, and take the files away."""
        for place in self.places:
            place.__exit__()
        remove_tree(self.folder)
