"""Dates, late work, extensions and extra exercises: what counts in the end, and why."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.checks.assignment import Assignment
from autograder.checks.course import Course
from autograder.checks.deadlines import HOUR, Rules, count, parse_moment
from autograder.checks.results import Counted, ExerciseResult, Outcome, StudentResult, Verdict
from autograder.errors import UsageError
from tests.conftest import ROOT

COURSE = Course.load(ROOT)
DUE = "2026-11-30T23:59:00+01:00"
DAYS = Rules(due=DUE, grace=600, per_day=10, at_most=50, days=7)


def student(handed_in: str, *points: float) -> StudentResult:
    """Who earned these points, each of 10, in exercises named by letters."""
    results = []
    for name, earned in zip("ab", points, strict=False):
        done = [
            Verdict("x", "x", "fork", earned, Outcome.PASSED),
            Verdict("y", "y", "fork", 10 - earned, Outcome.FAILED),
        ]
        result = ExerciseResult(name, name, f"{name}.py", verdicts=done)
        result.conclude()
        results.append(result)
    return StudentResult("ada", "ada", [], results, handed_in)


def counted(rules: Rules, handed_in: str, *points: float, extension: str = "") -> Counted:
    """What counts by these rules."""
    found = count(student(handed_in, *points), rules, extension)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("handed_in", "points", "words"),
    [
        ("2026-11-30T22:59:00+00:00", 8.0, None),  # the very moment, in another zone
        ("2026-11-30T23:08:00+00:00", 8.0, "Handed in 9 min 0 s after 2026-11-30 23:59 +01:00, which still counts"),
        ("2026-11-30T23:30:00+00:00", 7.2, "Handed in 31 min 0 s after 2026-11-30 23:59 +01:00: 10 % are taken off"),
        ("2026-12-03T01:00:00+00:00", 5.6, "30 % are taken off (10 % for each day begun, 50 % at most)"),
        ("2026-12-06T23:00:00+00:00", 4.0, "50 % are taken off"),
        ("2026-12-09T00:00:00+00:00", 0.0, "more than 7 days late, so nothing counts"),
        ("", 8.0, None),
    ],
)
def test_late_work_loses_by_the_rule(handed_in: str, points: float, words: str | None) -> None:
    """What is taken off is a share of what was earned; the sentence says how late, and by which rule."""
    found = counted(DAYS, handed_in, 8.0)
    assert (found.points, found.max_points, round(found.points + found.taken_off, 2)) == (points, 10.0, 8.0)
    if words:
        assert words in " ".join(found.why)
    elif handed_in:
        assert found.why == []
    else:
        assert found.why == ["When it was handed in is not known, so nothing was taken off."]


def test_an_extension_moves_the_date_of_one_student(tmp_path: Path) -> None:
    """A later date counts, an earlier one takes nothing away."""
    late = "2026-12-02T00:00:00+00:00"
    longer = counted(DAYS, late, 8.0, extension="2026-12-07T23:59:00+01:00")
    assert (longer.points, longer.why) == (8.0, ["Had time until 2026-12-07 23:59 +01:00, by an extension."])
    assert counted(DAYS, late, 8.0, extension="2026-11-01T00:00:00+00:00").points == 6.4


def test_an_extra_exercise_comes_on_top() -> None:
    """Its points are not in what can be earned, and nobody loses by leaving it out."""
    rules = Rules(bonus=("b",))
    found = counted(rules, "", 10.0, 4.0)
    assert (found.points, found.max_points, found.bonus) == (14.0, 10.0, 4.0)
    assert found.why == ["b is extra: its 4 points come on top."]
    assert counted(rules, "", 10.0).points == 10.0


def test_without_rules_nothing_is_said() -> None:
    """The sum is what the checks gave."""
    assert count(student("2026-11-30T22:59:00+00:00", 8.0), Rules()) is None


@pytest.mark.parametrize("value", ["soon", 7, "2026-13-01", "", None, True, "2026-11-30T25:00"])
def test_what_is_no_moment_is_none(value: object) -> None:
    """Also of other types."""
    assert parse_moment(value) is None


def test_a_day_ends_with_its_last_second() -> None:
    """A date without a time, and a zone that is kept."""
    found = parse_moment("2026-11-30")
    assert found is not None
    assert (found.hour, found.minute, found.second) == (23, 59, 59)
    assert parse_moment("2026-11-30T12:00Z") == datetime(2026, 11, 30, 12, tzinfo=UTC)
    assert found.tzinfo is not None


HEAD = 'name = "x"\ntitle = "X"\n'
BODY = "[exercises]\n06_join = 1\n08_pids = 1\n"


def load(folder: Path, head: str, tail: str = "") -> Rules:
    """The rules of an assignment."""
    path = folder / "assignment.toml"
    path.write_text(HEAD + head + BODY + tail)
    return Assignment.load(path, COURSE).rules


def test_an_assignment_holds_its_rules(tmp_path: Path) -> None:
    """As an instructor writes them."""
    late = "[late]\ngrace_minutes = 10\npercent_per_day = 10\npercent_at_most = 50\ndays_at_most = 7\n"
    more = f'[extensions]\nada = 2026-12-07T23:59:00Z\n"王 小明" = "2026-12-08"\n{late}'
    rules = load(tmp_path, f'due = {DUE}\nbonus = ["08_pids"]\n', more)
    assert (rules.due, rules.grace, rules.per_day, rules.at_most, rules.days) == (DUE, 600.0, 10.0, 50.0, 7.0)
    assert rules.bonus == ("08_pids",)
    assert rules.extensions["ada"] == "2026-12-07T23:59:00+00:00"
    assert rules.extensions["王 小明"].startswith("2026-12-08T23:59:59")
    assert rules.lost(HOUR) == 10.0


@pytest.mark.parametrize(
    ("head", "tail", "words"),
    [
        ('due = "soon"\n', "", "line 3: due: this must be a date"),
        ("due = 12:00:00\n", "", "line 3: due: this must be a date"),
        ("", "[late]\npercent_per_day = 10\n", "line 6: late: there is no due date"),
        (f"due = {DUE}\n", "[late]\nper_day = 1\n", "line 8: late.per_day: there is no such setting"),
        (f"due = {DUE}\n", "[late]\npercent_per_day = 200\n", "must be a number from 0 to 100"),
        (f"due = {DUE}\n", "[late]\npercent_per_day = -1\n", "must be a number from 0 upward"),
        (f"due = {DUE}\n", "[extensions]\nada = 7\n", "line 8: extensions.ada: this must be a date"),
        ('bonus = "08_pids"\n', "", "line 3: bonus: this must be a list"),
        ('bonus = ["09_x"]\n', "", "line 3: bonus: '09_x' is not in the assignment"),
        ("bonus = [[1]]\n", "", "line 3: bonus: "),
        ("late = 3\n", "", "line 3: late: this must be a table"),
    ],
)
def test_a_bad_rule_is_told_by_line_and_key(tmp_path: Path, head: str, tail: str, words: str) -> None:
    """Before anything is graded."""
    with pytest.raises(UsageError, match=re.escape(words)):
        load(tmp_path, head, tail)
