"""What is kept of one submission's attempt at one exercise: every run's evidence, and all that its verdicts rest on.

Checks and diagnosis are functions of this record, the exercise and the program. So they can be run again, with no
sandbox and no line of the student's, and a changed check can be applied to what was seen long ago.
"""

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from autograder.checks.result_record import decode_notes, encode_notes
from autograder.engine.evidence import Evidence
from autograder.engine.scenario import Scenario
from autograder.errors import AutograderError, CheckFailed, Inconclusive, KitError, NeedsRun, UsageError
from autograder.messages import Message
from autograder.recording.evidence_record import decode_evidence, encode_evidence
from autograder.recording.scenarios import describe_scenario, scenario_digest

FORMAT = 1
MAGIC = b"AGR"
MOST_BYTES = 1 << 18  # of one run's evidence, compressed; those of a right program are some hundred
GREATEST_BYTES = 1 << 30  # of a record that is unpacked
UNREADABLE = "This record of a grading cannot be read ({}). Grade the program again."
Key = tuple[str, str]  # scenario, start method
Raised = Literal["failed", "inconclusive", "kit"]


class Refusal(msgspec.Struct, array_like=True, frozen=True):
    """What was raised in the place of evidence: of whose doing, and the words."""

    kind: Raised
    words: bytes
    evidence: bytes = b""

    @classmethod
    def of(cls, error: AutograderError | CheckFailed) -> "Refusal":
        """What an exception says."""
        if isinstance(error, CheckFailed):
            words = [error.expected, error.actual, error.next_step, error.trouble]
            return cls("failed", encode_notes(words), encode_notes(list(error.evidence)))
        return cls("inconclusive" if isinstance(error, Inconclusive) else "kit", encode_notes([said_by(error)]))

    def error(self) -> AutograderError | CheckFailed:
        """The same exception again."""
        if self.kind == "failed":
            expected, actual, next_step, trouble = decode_notes(self.words)
            return CheckFailed(expected, actual, next_step, tuple(decode_notes(self.evidence)), trouble)
        (said,) = decode_notes(self.words)
        return Inconclusive(said) if self.kind == "inconclusive" else KitError(said)


class RunRecord(msgspec.Struct, array_like=True, frozen=True):
    """One run of a scenario under one start method: the scenario as it was drawn, and its evidence or what was raised.

    - `digest`: of the scenario as it was drawn; evidence serves only a scenario with the same.
    - `drawn`: what was chosen, by the names of the scenario's keywords, as JSON for people.
    - `evidence`, `refusal`: one of both; neither where the evidence was too large to be kept.
    """

    scenario: str
    start_method: str
    digest: bytes
    drawn: str
    evidence: bytes | None
    refusal: Refusal | None = None

    @classmethod
    def of(cls, key: Key, scenario: Scenario, given: Evidence | AutograderError | CheckFailed) -> "RunRecord":
        """What came of a run."""
        drawn = msgspec.json.encode(describe_scenario(scenario)["drawn"]).decode()
        if isinstance(given, Evidence):
            return cls(*key, scenario_digest(scenario), drawn, encode_evidence(given))
        return cls(*key, scenario_digest(scenario), drawn, None, Refusal.of(given))

    def give(self, scenario: Scenario) -> Evidence:
        """The evidence, for the very scenario that was drawn here; raises what was raised in its place."""
        if self.refusal is not None:
            raise self.refusal.error()
        return decode_evidence(self.evidence or b"", scenario)

    def bounded(self) -> "RunRecord":
        """The same, without evidence that is too large to be kept, such as that of a program that prints noise."""
        data = self.evidence or b""
        large = len(data) > MOST_BYTES and len(zlib.compress(data, 1)) > MOST_BYTES
        return msgspec.structs.replace(self, evidence=None) if large else self


class RecordedRuns(msgspec.Struct, array_like=True):
    """The runs of one attempt, in the order in which they were asked for, and the time that they took.

    `seconds` is what they were allowed together, `spent` what they took of it, `kept` how long the machine was busy
    with others besides.
    """

    seconds: float
    spent: float = 0.0
    kept: float = 0.0
    runs: list[RunRecord] = []


class AttemptRecord(msgspec.Struct, array_like=True):
    """All that is kept of one submission's attempts at one exercise.

    - `program`: the digest of the program and of the files that it was given.
    - `counts`: what a program can ask the grading machine for, which sizes that are drawn avoid.
    - `tried`: the start methods that this machine has.
    - `limits`: of one run, by name.
    - `first`, `again`: the attempt that counts, and the second one of a program that had failed.
    """

    version: int
    program: bytes
    seed: str
    counts: list[int]
    tried: list[str]
    limits: dict[str, int | float]
    first: RecordedRuns
    again: RecordedRuns | None = None


def said_by(error: AutograderError) -> str:
    """What an error says, with what fills it."""
    first = error.args[0] if error.args else ""
    return first if isinstance(first, Message) else str(error).encode("utf-8", "backslashreplace").decode()


def digest_program(source: bytes, given: Mapping[str, bytes]) -> bytes:
    """A digest (16 bytes) of a program and the files that it is given."""
    found = hashlib.sha256()
    for name, data in [("", source), *sorted(given.items())]:
        found.update(f"{name}\0{len(data)}\0".encode() + data)
    return found.digest()[:16]


def pack(record: AttemptRecord) -> bytes:
    """A record as bytes, compressed."""
    body = zlib.compress(msgspec.msgpack.encode(record), 9)
    return MAGIC + bytes([FORMAT]) + body


def unpack(data: bytes) -> AttemptRecord:
    """The record again; raises :class:`UsageError` with one sentence for bytes that hold none."""
    if not data.startswith(MAGIC):
        raise UsageError(UNREADABLE.format("it is something else"))
    version = data[len(MAGIC)] if len(data) > len(MAGIC) else 0
    if version != FORMAT:
        raise UsageError(UNREADABLE.format(f"its format is {version}, and this kit reads {FORMAT}"))
    try:
        unpacker = zlib.decompressobj()
        plain = unpacker.decompress(data[len(MAGIC) + 1 :], GREATEST_BYTES)
        if not unpacker.eof:
            raise UsageError(UNREADABLE.format("its end is missing"))
        return msgspec.msgpack.decode(plain, type=AttemptRecord)
    except (zlib.error, msgspec.DecodeError, ValueError, RecursionError) as error:
        raise UsageError(UNREADABLE.format(f"it is damaged: {error}")) from error


class Recording:
    """Gives the runs of a record out again, each in its turn."""

    def __init__(self, runs: Iterable[RunRecord]) -> None:
        """All are to be given yet."""
        self.left: dict[Key, list[RunRecord]] = {}
        self.found: dict[tuple[Key, bytes], Evidence | None] = {}
        for run in runs:
            self.left.setdefault((run.scenario, run.start_method), []).append(run)

    def take(self, key: Key, scenario: Scenario) -> RunRecord:
        """What came of the next run with this key; the last one comes again.

        Raises :class:`NeedsRun` where there is none, one without its evidence, or one of a scenario drawn otherwise.
        """
        found = self.left.get(key)
        where = f"{key[0]} under {key[1]}"
        if not found:
            raise NeedsRun(f"There is no record of a run of {where}: the program must be run again.")
        if found[0].digest != scenario_digest(scenario):
            raise NeedsRun(f"What {where} asks for has changed since the record: the program must be run again.")
        if found[0].evidence is None and found[0].refusal is None:
            raise NeedsRun(f"The evidence of {where} was too large to be kept: the program must be run again.")
        return found.pop(0) if len(found) > 1 else found[0]

    def find(self, key: Key, scenario: Scenario) -> Evidence | None:
        """The evidence of this very scenario, if there is any; however often it is asked for, the same."""
        digest = scenario_digest(scenario)
        if (key, digest) not in self.found:
            last = self.left.get(key, [])[-1:]
            found = [run for run in last if run.evidence is not None and run.digest == digest]
            self.found[key, digest] = found[0].give(scenario) if found else None
        return self.found[key, digest]
