"""The evidence of one run as bytes, and back: complete, typed, versioned, and without words of the grader's machine.

Theory of operation. What holds references holds numbers here: of processes, calls and waits in the order of the
evidence. Times are kept once, in one sorted column of whole microseconds from one to the next, and all else refers to
its rows; two different times never become one, so every order of events stays exactly what it was. Whoever is held at
one standstill is told by what has changed since the one before. Numbers of threads and locks are the machine's own and
mean nothing later, so they are counted instead.

Checks look at what comes back from here, in a grading too: so what they have seen is what is kept, and nothing more.
"""

import msgspec

from autograder.engine.evidence import Evidence
from autograder.engine.scenario import Scenario
from autograder.errors import KitError, UsageError
from autograder.recording.reader import read_evidence
from autograder.recording.rows import FORMAT, EvidenceRow
from autograder.recording.writer import Writer

UNREADABLE = "This evidence cannot be read ({}). Grade the program again."


class Version(msgspec.Struct, array_like=True):
    """What every format of evidence begins with."""

    format: int


def encode_evidence(evidence: Evidence) -> bytes:
    """The evidence as bytes (MessagePack); raises :class:`KitError` for one that refers to what is not in it."""
    try:
        return msgspec.msgpack.encode(Writer(evidence).write())
    except (LookupError, OverflowError, UnicodeEncodeError) as error:
        raise KitError(f"The evidence of a run cannot be kept: {error!r}.") from error


def decode_evidence(data: bytes, scenario: Scenario) -> Evidence:
    """The evidence again, of a run of this scenario; raises :class:`UsageError` for bytes that hold none.

    Times come back as they were to the microsecond, in the same order; a second encoding gives the same bytes.
    """
    try:
        version = msgspec.msgpack.decode(data, type=Version).format
        if version != FORMAT:
            raise UsageError(UNREADABLE.format(f"its format is {version}, and this kit reads {FORMAT}"))
        return read_evidence(msgspec.msgpack.decode(data, type=EvidenceRow), scenario)
    except (msgspec.DecodeError, LookupError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise UsageError(UNREADABLE.format(f"it is damaged: {error or type(error).__name__}")) from error
