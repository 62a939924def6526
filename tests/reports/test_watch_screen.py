"""The screen of `autograder watch` on a terminal of 24 lines."""

import pytest

from autograder.checks.course import Course, Exercise
from autograder.checks.results import Diagnosis, ExerciseResult, Outcome
from autograder.checks.session import checks_of
from autograder.reports.watch_screen import Shown, hints_of, screen
from tests.conftest import ROOT

EXERCISES = Course.load(ROOT).exercises
LONG = "Why.\n" * 30


def shown_of(exercise: Exercise) -> Shown:
    """A program with a mistake that takes long to explain."""
    sentences = {check.name: check.sentence for check in checks_of(exercise)}
    diagnosis = Diagnosis("late", "It was late.", LONG)
    result = ExerciseResult(
        exercise.name, exercise.about.title, exercise.file, 0, 12, Outcome.FAILED, [], [], diagnosis
    )
    return Shown(exercise, "0 of 12 exercises are done.", exercise.tried, sentences, result=result)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_every_hint_fits_and_what_does_not_is_said(exercise: Exercise) -> None:
    """However many were asked for, with the word that there are no more of them."""
    shown = shown_of(exercise)
    known = hints_of(exercise)
    for shown.hints in range(len(known) + 2):
        lines = screen(shown, 80, 24).plain.split("\n")
        words = " ".join(" ".join(lines).split())
        assert len(lines) == 24
        assert lines[-1] == f"… more: `autograder check {exercise.name[:2]}`"
        assert all(hint in words for hint in known[: shown.hints])
        assert ("There are no more hints." in words) == (shown.hints >= len(known))
    assert "more: " not in screen(shown, 80, 100).plain


def test_a_picture_that_is_cut_is_drawn_in_full_by_the_command_that_is_told() -> None:
    """With the option that draws it in a terminal of any width."""
    shown = shown_of(EXERCISES[0])
    shown.draws, shown.picture = True, "drawn\n" * 30
    assert screen(shown, 80, 24).plain.endswith("drawn\n… more: `autograder check 01 --timeline`")
