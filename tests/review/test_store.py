"""The gradebook has one writer, and what a person wrote in it stays."""

import importlib.util
import sqlite3
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.checks.results import Outcome
from autograder.desk.roster import Person, Roster
from autograder.errors import UsageError
from autograder.gradebook import store as store_module
from autograder.gradebook.store import Store, one_writer
from tests.review.conftest import CHECKS, TOPIC, Small, postgresql_programs

SECOND = {"bo": (CHECKS[2],)}


def everything(small: Small) -> list[str]:
    """All that is in an SQLite gradebook, as text."""
    with sqlite3.connect(small.desk / "gradebook.db") as database:
        return list(database.iterdump())


def score(small: Small, student: str, check: str = CHECKS[2]) -> float | None:
    """An automatic score."""
    with Gradebook(small.url, "desk") as gradebook:
        found = gradebook.find_grade(check, TOPIC, "processes", student).auto_score
        return None if found is None else float(found)


def test_scores_and_comments_arrive(small: Small) -> None:
    """Each check has its points, and the solution cell its comment."""
    assert score(small, "ada") == 3
    assert score(small, "bo") == 0
    with Gradebook(small.url, "desk") as gradebook:
        comment = gradebook.find_comment("solution", TOPIC, "processes", "bo")
        assert f"Sentence of {CHECKS[2]}" in comment.auto_comment
        assert not gradebook.find_grade(CHECKS[2], TOPIC, "processes", "bo").needs_manual_grade


def test_grading_twice_changes_nothing(small: Small) -> None:
    """Not a row of the database, and not a file."""
    files = {path: path.read_bytes() for path in small.desk.rglob("*.ipynb")}
    before = everything(small)
    assert small.write(SECOND) == (0, [])
    assert everything(small) == before
    assert files == {path: path.read_bytes() for path in small.desk.rglob("*.ipynb")}


def test_what_would_change_is_shown_before_it_is_written(small: Small) -> None:
    """One score of one student; only then is it written, and nothing else is."""
    before = everything(small)
    _, changes = small.write({}, only_show=True)
    assert [(change.place.student, change.old, change.new) for change in changes] == [("bo", 0, 3)]
    assert everything(small) == before
    written, _ = small.write({})
    assert written == 1
    assert score(small, "bo") == 3


def test_a_score_and_a_comment_by_hand_stay(small: Small) -> None:
    """The automatic ones change beneath them, and a person is asked to look again."""
    with Gradebook(small.url, "desk") as gradebook:
        gradebook.find_grade(CHECKS[2], TOPIC, "processes", "bo").manual_score = 2.5
        gradebook.find_comment("solution", TOPIC, "processes", "bo").manual_comment = "Nearly."
        gradebook.db.commit()
    small.write({})
    with Gradebook(small.url, "desk") as gradebook:
        grade = gradebook.find_grade(CHECKS[2], TOPIC, "processes", "bo")
        assert (grade.auto_score, grade.manual_score, grade.score, grade.needs_manual_grade) == (3, 2.5, 2.5, True)
        assert gradebook.find_comment("solution", TOPIC, "processes", "bo").comment == "Nearly."


def test_what_could_not_be_decided_is_open_and_no_zero(small: Small) -> None:
    """An outcome that is ours is left for a person."""
    small.write({"ada": (CHECKS[2],)}, Outcome.INCONCLUSIVE)
    assert score(small, "ada") is None
    with Gradebook(small.url, "desk") as gradebook:
        assert gradebook.find_grade(CHECKS[2], TOPIC, "processes", "ada").needs_manual_grade


def test_a_locked_gradebook_is_told_and_written_by_the_next_run(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program holds it nothing is written; afterwards the same command finishes."""
    monkeypatch.setattr(store_module, "LOCK_SECONDS", 0.1)
    holder = sqlite3.connect(small.desk / "gradebook.db", isolation_level=None)
    try:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UsageError, match=r"Another program is writing to it; .* all results were kept"):
            small.write({})
    finally:
        holder.close()
    assert small.write({})[0] == 1


def test_a_second_writer_is_turned_away(small: Small) -> None:
    """Before it has opened the database."""
    with one_writer(small.desk), pytest.raises(UsageError, match="Another autograder is at work"):
        small.write({})


def test_a_half_made_gradebook_is_finished(small: Small) -> None:
    """One without a version, without a student's rows, and with half of a submission."""
    with sqlite3.connect(small.desk / "gradebook.db") as database:
        database.execute("DROP TABLE alembic_version")
        database.execute("DELETE FROM grade WHERE rowid IN (SELECT rowid FROM grade LIMIT 3)")
        database.execute("DELETE FROM comment")
    assert small.write(SECOND)[0] == 3
    with sqlite3.connect(small.desk / "gradebook.db") as database:
        assert database.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM grade WHERE auto_score IS NOT NULL").fetchone() == (12,)
        assert database.execute("SELECT count(*) FROM comment").fetchone() == (3,)


def test_a_file_that_is_no_database_is_told(small: Small) -> None:
    """With the file's name and what to do; it is not touched."""
    (small.desk / "gradebook.db").write_bytes(b"no database at all, " * 100)
    with pytest.raises(UsageError, match=r"gradebook\.db cannot be used: file is not a database"):
        small.write({})


@pytest.mark.parametrize("url", ["nonsense", "mongodb://here", "sqlite:////nowhere/at/all/gradebook.db"])
def test_a_url_that_cannot_be_used_is_told(small: Small, url: str) -> None:
    """In one sentence."""
    small.url = url
    with pytest.raises(UsageError, match="cannot be used"):
        small.write({})


def test_postgresql_holds_the_same(small_course: Small, postgresql: str, tmp_path: Path) -> None:
    """A real server by its URL: written, shown, and written again without a change."""
    (tmp_path / "course").symlink_to(small_course.folder / "course")
    (tmp_path / "class").symlink_to(small_course.folder / "class")
    small = Small(tmp_path, postgresql)
    assert small.write(SECOND) == (3, [])
    assert small.write(SECOND) == (0, [])
    assert score(small, "bo") == 0
    assert len(small.write({}, only_show=True)[1]) == 1
    assert f"c.CourseDirectory.db_url = {postgresql!r}" in (small.desk / "nbgrader_config.py").read_text()


def test_debians_server_stands_in_where_the_wheel_has_no_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest that is there; version 9 is older than 18."""
    for version in ("9", "18", "17"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin/postgres").touch()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert postgresql_programs(tmp_path, tmp_path) == tmp_path / "18/bin"


def test_students_are_called_as_the_roster_calls_them(small: Small) -> None:
    """Formgrader shows "None, None" for who has no name; who is not in the roster stays so."""
    roster = Roster("class.csv", [Person(2, "Lovelace, Ada", mail="ada@example.org"), Person(3, "Bo")])
    roster.match({"ada": "", "bo": "", "=cmd<b>": ""})
    roster.of["ada"] = 0  # as a platform's number would have told
    for _ in range(2):
        store = Store(small.url, "processes", "desk")
        try:
            store.name_people(roster)
        finally:
            store.close()
        with Gradebook(small.url, "desk") as gradebook:
            told = {one.id: (one.last_name, one.first_name, one.email) for one in gradebook.students}
        assert told == {
            "ada": ("Lovelace", "Ada", "ada@example.org"),
            "bo": ("Bo", "", None),
            "=cmd<b>": (None, None, None),
        }
