"""Every sentence of every result of the course is a template of the kit's or an exercise's, and values of its run."""

import gettext
from collections.abc import Iterator

import pytest

from autograder.checks.course import Course
from autograder.checks.result_record import decode_result, encode_result
from autograder.checks.results import ExerciseResult
from autograder.desk.grading import grade_exercise
from autograder.desk.verify import Program, all_programs
from autograder.escaping import for_json
from autograder.intake.submission import SubmittedFile
from autograder.messages import Message
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import ROOT
from tests.sentences import faults

PROGRAMS = all_programs(Course.load(ROOT).exercises)
QUICK = ("start_calls_run", "join_in_the_start_loop", "args_forgotten", "none_instead_of_code")
CHOSEN = [
    pytest.param(one, marks=() if one.path.stem in QUICK else pytest.mark.thorough, id=one.title.replace(" ", "_"))
    for one in PROGRAMS
    if one.role in ("stub", "mistake")
]


class Pseudo(gettext.NullTranslations):
    """A language with every template in brackets."""

    def gettext(self, message: str) -> str:
        """The words for a template."""
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The words for a number."""
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def kept(result: ExerciseResult) -> Iterator[str]:
    """The sentences that a result holds."""
    yield from (result.title, *result.notes)
    for verdict in result.verdicts:
        yield from (verdict.sentence, verdict.expected, verdict.actual, verdict.next_step, verdict.trouble)
        yield from verdict.evidence
    for error in result.python_errors:
        yield from (error.meaning, error.ended)
    if result.diagnosis is not None:
        yield from (result.diagnosis.title, result.diagnosis.explanation, *result.diagnosis.happened)


def made(result: ExerciseResult) -> Iterator[str]:
    """The sentences that are made of what a result holds."""
    yield from (result.sentence, *result.remarks, *(one.place for one in result.python_errors))


def problems(result: ExerciseResult) -> list[str]:
    """What another language would not reach in a result, each once."""
    found = [fault for one in (*kept(result), *made(result)) for fault in faults(Message.of(one))]
    told = [*kept(decode_result(encode_result(result), Pseudo()))]
    told += [Message.of(one).into(Pseudo()) for one in made(result)]
    found += [f"not told in other words: {one}" for one in told if one and one[0] + one[-1] != "⟦⟧"]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("program", CHOSEN)
def test_every_sentence_can_be_told_in_other_words(program: Program, sandbox: Sandbox) -> None:
    """And what was kept is, in the kit's own words, what it was, to the byte."""
    handed = SubmittedFile(program.path.read_bytes(), program.exercise.file)
    result, _ = grade_exercise(program.exercise, handed, sandbox, "sentences")
    assert problems(result) == []
    for catalogue in (None, gettext.NullTranslations()):
        again = decode_result(encode_result(result), catalogue)
        assert for_json(again) == for_json(result)
        assert list(made(again)) == list(made(result))


def test_what_cannot_be_told_in_other_words_is_seen() -> None:
    """A sentence made by an f-string; words of the kit's own among the values, alone and with a number in them."""
    result = ExerciseResult("50_small", "", "small.py")
    result.notes = [f"{result.file} has {3} lines", Message("{calls}", calls="waits for a child process to end")]
    result.notes.append(Message("{process}", process="process 5"))
    wrong = [one.partition(" in ")[0] for one in problems(result) if not one.startswith("no template: '{")]
    assert wrong == [
        "no template: 'small.py has 3 lines'",
        "no value: calls='waits for a child process to end'",
        "no value: process='process 5'",
    ]
