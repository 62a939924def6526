"""The page of a class, section by section: what the course's own mistakes are there, and what stands beside charts."""

import re
import subprocess
from xml.etree import ElementTree

import pytest

from autograder.checks.attempt_record import unpack
from autograder.checks.course import SIGNATURES_FILE, Exercise
from autograder.checks.deadlines import duration
from autograder.checks.results import Diagnosis, ExerciseResult, Outcome, State
from autograder.desk.store_writer import StoreWriter
from autograder.diagnosis.signatures import Signature, load_signatures
from autograder.reports.site.charts import histogram, states_chart
from autograder.reports.site.mistakes import Mistakes
from tests.reports.site.conftest import COURSE, HANDED_IN, MADE, NAMES, RUN, SmallClass, made_up
from tests.reports.site.test_site import COMMAND

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


def test_the_histogram_is_a_picture_that_tells_its_numbers(small_class: SmallClass) -> None:
    """Seven students, each in one bar, on the page; whoever cannot see them is told the same."""
    svg = ElementTree.fromstring(histogram([0.0, 0.25, 0.26, 1.0]))
    told = "How many students earned how much: 1 from 0 to 10 %, 2 from 20 to 30 %, 1 from 90 to 100 %."
    assert (svg.get("role"), svg.get("aria-label")) == ("img", told)
    numbers = [one.text for one in svg.iter() if "value" in one.get("class", "").split() and one.text]
    assert numbers == ["1", "2", "1"]
    section = sections(small_class.index())["spread"]
    first = section[section.index("<svg") : section.index("</svg>")]
    assert section.count("<svg") == 2
    label = re.findall(r'aria-label="(How many students earned how much: [^"]+)"', first)
    assert sum(int(count) for count in re.findall(r"(\d+) from", label[0])) == len(NAMES)


def test_a_cell_says_what_was_earned_and_how_it_came_out(small_class: SmallClass) -> None:
    """In words too, with a link to the exercise on the student's page; the total is of what is graded."""
    rows = sections(small_class.index())["students"].split("<tr ")[1:]
    (own,) = [row for row in rows if 'data-value="bo-saffron"' in row]
    told = re.findall(r'<a href="students/bo-saffron.html#(\w+)">.*?class="unseen">(\w+), </span>([\d.]+)</a>', own)
    assert told == [(RUN.name, "failed", "9"), (MADE.name, "failed", "2")]
    assert '<td class="figure" data-value="11.0">11 / 16</td>' in own
    (open_one,) = [row for row in rows if 'data-value="cy-ember"' in row]
    assert re.findall(r'class="unseen">([^<]+)</span></td>', open_one) == ["not handed in", "undecided"]


def test_the_page_says_how_long_it_took(small_class: SmallClass) -> None:
    """When the first and the last program were graded, and how long they ran: those that have run, and no others."""
    with StoreWriter.open(small_class.folder) as store:
        store.ask("UPDATE result SET graded = 86400 + 5400 * (evidence IS NULL)")
        records = [unpack(kept.attempt) for name in HANDED_IN for kept in store.results(name) if kept.attempt]
    seconds = [one.first.spent + (one.again.spent if one.again else 0.0) for one in records]
    assert len(seconds) == len(HANDED_IN)
    section = sections(small_class.index())["time"]
    assert "first program was graded at 1970-01-02 00:00 UTC, the last one at 1970-01-02 01:30 UTC." in section
    ran, made = re.findall(r"<tr><th scope=\"row\">(\d\d).*?</th>(.*?)</tr>", section)
    figures = [len(seconds), *map(duration, (sum(seconds), sum(seconds) / len(seconds), max(seconds)))]
    assert ran == (RUN.name[:2], "".join(f'<td class="figure">{one}</td>' for one in figures))
    assert made == (MADE.name[:2], "".join(f'<td class="figure">{one}</td>' for one in (0, "–", "–", "–")))


def test_the_pages_are_where_they_were_asked_for(small_class: SmallClass) -> None:
    """``--out`` as it is typed, a folder that is not there yet; nothing is written beside the results."""
    words = [str(COMMAND), "report", "results", "--out", "pages of/the class"]
    place = small_class.folder.parent
    done = subprocess.run(words, cwd=place, capture_output=True, text=True, timeout=900)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Written: pages of/the class/index.html and {len(NAMES)} students' pages." in done.stdout
    assert len(list((place / "pages of/the class/students").iterdir())) == len(NAMES)
    assert not small_class.out.exists()
