"""A result that was kept is the same when it is read again, and can be told in other words."""

import gettext
import zlib

import msgspec
import pytest

from autograder.checks.result_record import FORMAT, decode_notes, decode_result, encode_notes, encode_result
from autograder.checks.results import Diagnosis, ExerciseResult, Outcome, PythonError, Verdict
from autograder.errors import KitError
from autograder.escaping import for_json
from autograder.messages import TIMES, Message


class Bracketed(gettext.NullTranslations):
    """Every template stands in brackets."""

    def gettext(self, message: str) -> str:
        """The words for a template."""
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The words for a number."""
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def a_result() -> ExerciseResult:
    """A result with something in every field."""
    said = Message(
        "`{name}` was called {times}, of {share:.1f}.", name="task", times=Message.counted(1, TIMES), share=2.0
    )
    evidence = [said, Message.joined([said, said]), "a plain {line}", Message("{n}", n=1), Message("{n}", n=True)]
    verdicts = [
        Verdict("test_it", "It holds.", "fork", 1.0, Outcome.PASSED),
        Verdict("test_it", "It holds.", "spawn", 1, Outcome.FAILED, "all", said, "Look?", evidence, True, said),
    ]
    return ExerciseResult(
        *("50_small", "Small", "small.py", 1.0, 2.0, Outcome.FAILED, verdicts),
        python_errors=[PythonError("KeyError: 'x'", said, "small.py", 3, "go", "x", "^", "in a child", ["fork"])],
        diagnosis=Diagnosis("slip", "A slip.", "Why.\n\nWhere {to} look.", "spawn", [said], 3, "x = 1"),
        output="printed",
        errors="\x1b[31m",
        limits={"processes": 10, "wall_seconds": 1.5},
        notes=[said],
        not_tried=["forkserver"],
    )


def test_what_was_kept_is_read_again() -> None:
    """To the byte, and with the structure of its sentences."""
    again = decode_result(encode_result(a_result()))
    assert for_json(again) == for_json(a_result())
    assert encode_result(again) == encode_result(a_result())
    actual = again.verdicts[1].actual
    assert isinstance(actual, Message)
    assert actual.template == "`{name}` was called {times}, of {share:.1f}."


def test_a_result_of_nothing_is_small() -> None:
    """What has no value takes no room."""
    assert len(encode_result(ExerciseResult("50_small", "Small", "small.py"))) < 80


def test_it_is_told_in_other_words() -> None:
    """Each sentence, wherever it stands; what is no sentence stays."""
    told = decode_result(encode_result(a_result()), Bracketed())
    said = "⟦`task` was called ⟦1 time⟧, of 2.0.⟧"
    assert told.verdicts[1].actual == told.python_errors[0].meaning == told.notes[0] == said
    assert told.verdicts[1].evidence == [said, f"⟦{said} {said}⟧", "⟦a plain {line}⟧", "⟦1⟧", "⟦True⟧"]
    assert (told.title, told.verdicts[0].sentence) == ("⟦Small⟧", "⟦It holds.⟧")
    assert told.diagnosis is not None
    assert told.diagnosis.explanation == "⟦Why.\n\nWhere {to} look.⟧"
    assert (told.output, told.verdicts[0].check, told.python_errors[0].error) == ("printed", "test_it", "KeyError: 'x'")


def test_lone_surrogates_are_kept_as_they_are_shown() -> None:
    """What no UTF-8 can hold is written as Python would write it, as in the JSON of results."""
    result = ExerciseResult("50_small", "Small", "small.py", notes=[Message("{x}", x="\ud800")], output="\udfff")
    again = decode_result(encode_result(result))
    assert (again.notes, again.output) == (["\\ud800"], "\\udfff")


def test_notes_are_kept_alike() -> None:
    """Those about a submission or a class, which stand in no result."""
    kept = encode_notes([Message("{file} is empty.", file="a.py"), "Late."])
    assert decode_notes(kept) == ["a.py is empty.", "Late."]
    assert decode_notes(kept, Bracketed()) == ["⟦a.py is empty.⟧", "⟦Late.⟧"]
    assert decode_notes(encode_notes([])) == []


def changed(position: int, value: object) -> bytes:
    """A record with another part in it."""
    record = msgspec.msgpack.decode(zlib.decompress(encode_result(a_result())))
    record[position] = value
    return zlib.compress(msgspec.msgpack.encode(record))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no record",
        zlib.compress(b"\xc1"),
        encode_result(a_result())[:-3],
        changed(0, "one"),
        changed(1, []),
        changed(2, [[0]]),
        changed(2, [[0, [0]]]),
        changed(3, []),
        changed(3, [1, 0, "small.py"]),
        changed(3, ["x", 999]),
    ],
)
def test_damage_is_told_in_a_sentence(data: bytes) -> None:
    """Whatever is wrong with the bytes."""
    with pytest.raises(KitError, match="is damaged, and cannot be read"):
        decode_result(data)


def test_a_later_format_is_refused() -> None:
    """With what to do about it."""
    with pytest.raises(KitError, match=r"use a later kit"):
        decode_result(changed(0, FORMAT + 1))
