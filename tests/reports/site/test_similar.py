"""Programs that are alike, on a page of its own: side by side, escaped, with what a score means."""

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.checks.results import Grading, Machine
from autograder.desk.roster import Person, Roster
from autograder.desk.store import Store
from autograder.desk.store_writer import StoreWriter
from autograder.errors import UsageError
from autograder.intake.submission import Submission, SubmittedFile
from autograder.reports.site.similarity import find_pairs, write_page
from tests.conftest import ROOT
from tests.desk.test_similarity import LONG, OTHER
from tests.desk.test_store import EXERCISE, made_up

COMMAND = Path(sys.executable).with_name("autograder")
HOSTILE = "<script>alert(1)</script>"


def graded(folder: Path, **programs: str) -> Path:
    """A store with these programs."""
    given = [
        Submission(name, name, files={EXERCISE.name: SubmittedFile(text.encode(), "x.py")})
        for name, text in programs.items()
    ]
    with StoreWriter.open(folder) as store:
        store.begin(Grading("seed", Machine("kit", "3", "kernel", "A", "sandbox")), [EXERCISE])
        store.admit(given, [EXERCISE])
        for one in given:
            handed = one.handed(EXERCISE)
            store.write(one.student, handed, made_up(handed), None)
        store.finish(True, [])
    return folder


def test_a_pair_stands_side_by_side(tmp_path: Path) -> None:
    """With the lines that are alike, nothing of it obeyed, and a sentence on what a score is not."""
    copy = LONG.replace("queue", "q")
    graded(tmp_path, ada=LONG, bo=f"# {HOSTILE}\n{copy}", cy=OTHER)
    with Store.open(tmp_path) as store:
        (pair,) = find_pairs(store, {EXERCISE.name: EXERCISE}, [EXERCISE.name], 0.7)
        page = write_page([pair], tmp_path / "report", "A course", 0.7).read_text()
    assert set(pair.alike.students) == {"ada", "bo"}
    assert "A score is no verdict." in page
    assert "short programs that are right look alike" in page
    assert page.count('<div class="program') == 2
    assert page.count('class="marked"') > 20
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "cy" not in [part.partition("<")[0] for part in page.split("<h3>")]


def test_two_submissions_of_one_person_are_no_pair(tmp_path: Path) -> None:
    """Who is known by the roster."""
    graded(tmp_path, ada=LONG, a7=LONG)
    roster = Roster("roster.csv", [Person(2, name="ada", number="a7")])
    roster.match({"ada": "", "a7": ""})
    with StoreWriter.open(tmp_path) as store:
        names, course = [EXERCISE.name], {EXERCISE.name: EXERCISE}
        assert len(find_pairs(store, course, names, 0.7)) == 1
        store.put_setting("roster", roster)
        assert find_pairs(store, course, names, 0.7) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """In one sentence."""
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be written to"):
        write_page([], tmp_path / "file", "A course", 0.7)


def similar(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    command = [str(COMMAND), "similar", str(folder), *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)


def test_the_command_tells_pairs_and_writes_the_page(tmp_path: Path) -> None:
    """What it is asked for alone; an exercise that is not there is told with those that are."""
    graded(tmp_path, ada=LONG, bo=LONG)
    done = similar(tmp_path, "--exercise", "02")
    assert done.returncode == 0, done.stderr
    assert "one text" in done.stdout
    assert "no verdict" in " ".join(done.stdout.split())
    assert (tmp_path / "report" / "similar.html").is_file()
    wrong = similar(tmp_path, "--exercise", "99")
    assert wrong.returncode == 2
    assert f"has no such exercise. It has: {EXERCISE.name}." in wrong.stderr
