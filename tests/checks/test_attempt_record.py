"""What is kept of an attempt: packed and unpacked, damaged, and given out again in turn."""

import random

import msgspec
import pytest

from autograder.checks.attempt_record import (
    FORMAT,
    MOST_BYTES,
    AttemptRecord,
    RecordedRuns,
    Recording,
    Refusal,
    RunRecord,
    digest_program,
    pack,
    unpack,
)
from autograder.engine.evidence import Evidence
from autograder.engine.scenario import Scenario
from autograder.engine.steps import read
from autograder.errors import CheckFailed, Inconclusive, KitError, NeedsRun, UsageError

SCENARIO = Scenario(read("x"), n=3, names=("a", "b"))
KEY = ("some", "fork")
FAILED = CheckFailed("It ends", "It was not made.", "Why?", ("1 ms  born", "2 ms  gone"), "trouble")


def evidence(output: str) -> Evidence:
    """A run that has printed something."""
    return Evidence(SCENARIO, "topic", "fork", "seed", output=output)


def make_record() -> AttemptRecord:
    """A record with a run of each kind."""
    runs = [
        RunRecord.of(KEY, SCENARIO, Inconclusive("too busy")),
        RunRecord.of(KEY, SCENARIO, evidence("ha")),
        RunRecord.of(("other", "spawn"), SCENARIO, FAILED),
        RunRecord.of(("third", "spawn"), SCENARIO, KitError("no sandbox \udc80")),
    ]
    program = digest_program(b"x = 1", {"work.py": b"y"})
    first, again = RecordedRuns(40.0, 1.5, 0.25, runs), RecordedRuns(38.5, 38.5, 0.0, runs[2:])
    return AttemptRecord(FORMAT, program, "seed", [2, 4], ["fork"], {"seconds": 1.5, "births": 3}, first, again)


def test_a_record_comes_back_as_it_was() -> None:
    """Every field, and every byte of the evidence."""
    record = make_record()
    assert unpack(pack(record)) == record
    assert pack(unpack(pack(record))) == pack(record)


def test_what_was_drawn_is_readable() -> None:
    """As JSON, by the names of the scenario's keywords."""
    drawn = make_record().first.runs[0].drawn
    assert msgspec.json.decode(drawn) == {"dict": [["n", 3], ["names", {"tuple": ["a", "b"]}]]}


def test_a_damaged_record_is_one_sentence() -> None:
    """Wherever it ends too soon, whichever byte is wrong, whatever else it is."""
    data = pack(make_record())
    changed = [data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :] for place in range(len(data))]
    nested = pack(make_record())[:4]
    for one in (b"", b"PK", random.Random(1).randbytes(99), *changed, *(data[:end] for end in range(len(data)))):
        with pytest.raises(UsageError, match="This record of a grading cannot be read") as raised:
            unpack(one)
        assert "\n" not in str(raised.value)
    with pytest.raises(UsageError, match="its format is 9"):
        unpack(nested[:3] + bytes([9]) + data[4:])


def test_what_was_raised_is_raised_again() -> None:
    """With all its words, and of the same kind."""
    again = Refusal.of(FAILED).error()
    assert isinstance(again, CheckFailed)
    assert vars(again) == vars(FAILED)
    assert isinstance(Refusal.of(Inconclusive("busy")).error(), Inconclusive)
    assert str(Refusal.of(KitError("no \udc80")).error()) == "no \\udc80"


def test_runs_are_given_out_in_turn() -> None:
    """A run that was repeated comes as it came; the last one comes again; a reference is its evidence alone."""
    recording = Recording(make_record().first.runs)
    assert recording.find(KEY, SCENARIO) is not None
    with pytest.raises(Inconclusive, match="too busy"):
        recording.take(KEY, SCENARIO).give(SCENARIO)
    assert [recording.take(KEY, SCENARIO).give(SCENARIO).output for _ in range(2)] == ["ha", "ha"]
    for _ in range(2):
        with pytest.raises(CheckFailed):
            recording.take(("other", "spawn"), SCENARIO).give(SCENARIO)
    assert recording.find(("other", "spawn"), SCENARIO) is None
    assert recording.find(KEY, Scenario(read("x"))) is None


def test_what_was_not_recorded_must_be_run() -> None:
    """Neither a scenario that is new, nor one that is drawn otherwise now, has evidence."""
    recording = Recording(make_record().first.runs)
    with pytest.raises(NeedsRun, match="There is no record of a run of new under fork"):
        recording.take(("new", "fork"), SCENARIO)
    with pytest.raises(NeedsRun, match="What some under fork asks for has changed"):
        recording.take(KEY, Scenario(read("x"), n=4, names=("a", "b")))


def test_noise_without_end_is_not_kept() -> None:
    """What compresses well is, however much it is; else that is said, and the program must be run again."""
    noise = random.Random(15).randbytes(MOST_BYTES).hex()
    runs = [RunRecord.of(KEY, SCENARIO, evidence(one)).bounded() for one in ("ha\n" * MOST_BYTES, noise * 2, "ha")]
    assert [run.evidence is None for run in runs] == [False, True, False]
    with pytest.raises(NeedsRun, match="too large to be kept"):
        Recording(runs[1:]).take(KEY, SCENARIO)


def test_the_digest_of_a_program_is_that_of_all_its_files() -> None:
    """Of the student's own and of those that are given to it."""
    digests = [
        digest_program(b"a", {}),
        digest_program(b"b", {}),
        digest_program(b"a", {"work.py": b""}),
        digest_program(b"a", {"other.py": b""}),
        digest_program(b"a", {"work.py": b"b"}),
    ]
    assert len(set(digests)) == len(digests)
