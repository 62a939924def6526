"""The page of a class, section by section: what the course's own mistakes are there, and what stands beside charts."""

import re

import pytest

from autograder.checks.course import SIGNATURES_FILE, Exercise
from autograder.checks.results import Diagnosis, ExerciseResult, Outcome, State
from autograder.desk.store_writer import StoreWriter
from autograder.diagnosis.signatures import Signature, load_signatures
from autograder.reports.site.charts import states_chart
from autograder.reports.site.mistakes import Mistakes
from tests.reports.site.conftest import COURSE, MADE, RUN, SmallClass, made_up

NO_GUARD = "no_main_guard"


def sections(page: str) -> dict[str, str]:
    """The parts of a class page, by the identifiers of their headings."""
    return {part.partition('"')[0]: part for part in page.split('<section aria-labelledby="')[1:]}


def mistakes_of(exercise: Exercise) -> list[Signature]:
    """The mistakes that are known in an exercise of the course."""
    known = load_signatures(exercise.folder / SIGNATURES_FILE)
    assert known is not None
    return known.mistakes


def test_a_missing_guard_is_one_mistake_in_the_whole_course() -> None:
    """Every exercise knows it, and each by the same name: it stands on the class page once."""
    found = Mistakes()
    for exercise in COURSE.exercises:
        for one in mistakes_of(exercise):
            diagnosis = Diagnosis(one.mistake, one.title, "")
            found.look_at(ExerciseResult(exercise.name, "", "", state=State.FAILED, diagnosis=diagnosis), "ada", "ada")
    (group,) = [one for one in found.grouped() if NO_GUARD in one.names]
    assert group.exercises == [exercise.name for exercise in COURSE.exercises]
    assert list(group.names) == [NO_GUARD]


def test_a_mistake_of_two_exercises_stands_in_one_line_with_everybody(small_class: SmallClass) -> None:
    """Its title, the name that a comment is kept by, the exercises, and who made it."""
    titles: dict[str, str] = {}
    with StoreWriter.open(small_class.folder) as store:
        for exercise, student in ((RUN, "cy-ember"), (MADE, "fay-nearly")):
            (known,) = [one for one in mistakes_of(exercise) if one.mistake == NO_GUARD]
            kept, result = store.result(student, exercise.name), made_up(Outcome.FAILED)
            assert kept is not None
            result.exercise, result.title, result.file = exercise.name, exercise.about.title, exercise.file
            result.diagnosis = Diagnosis(known.mistake, known.title, known.explanation)
            titles[exercise.name] = known.title
            store.write(student, kept.handed, result, None)
    section = sections(small_class.index())["mistakes"]
    (line,) = [row for row in section.split("<tr>") if f">{NO_GUARD}<" in row]
    assert any(title in line for title in titles.values())
    assert '<td class="figure">2</td><td>02, 04</td>' in line
    assert ">cy-ember</a>" in line
    assert ">fay-nearly</a>" in line


@pytest.mark.parametrize(
    ("failed", "said"), [(1, ["✓ 399"]), (6, ["✓ 394", "✗"]), (40, ["✓ 360", "✗ 40"]), (0, ["✓ 400"])]
)
def test_a_bar_has_its_mark_where_there_is_room(failed: int, said: list[str]) -> None:
    """With the number, or alone; what would stand on its neighbour is left to the table."""
    chart = states_chart([("02_x", {str(State.PASSED): 400 - failed, str(State.FAILED): failed})])
    assert re.findall(r'class="value">([^<]+)<', chart) == said
