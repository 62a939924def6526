"""The pages of a class: who is on which, what is said there, and what is never there."""

import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import msgspec
import pytest

from autograder.checks.deadlines import Rules, duration
from autograder.checks.results import Diagnosis, ExerciseResult, State
from autograder.desk.database import STORE_FILE
from autograder.desk.roster import Person, Roster
from autograder.desk.store_writer import StoreWriter
from autograder.errors import UsageError
from autograder.extras import require_pages
from autograder.intake.submission import Submission
from autograder.reports.site.charts import spread
from autograder.reports.site.mistakes import NOTHING, Mistakes
from tests.reports.site.conftest import DUE, HOSTILE, MADE, MOODLE, NAMES, RUN, SmallClass

COMMAND = Path(sys.executable).with_name("autograder")
HOSTILE_FILE = "_script_alert(1)_script_"


class Outline(HTMLParser):
    """What a page is made of: its headings, identifiers, and what it would fetch or run."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.headings: list[int] = []
        self.identifiers: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        self.identifiers += [given["id"]] if "id" in given else []
        self.links += [given[name] for name in ("href", "src", "action", "srcset", "data") if name in given]
        assert not [name for name in given if name.startswith("on")], attrs


def pages(small_class: SmallClass) -> dict[str, str]:
    """Every page, by its path."""
    small_class.write()
    return {str(path.relative_to(small_class.out)): path.read_text() for path in small_class.out.rglob("*.html")}


def test_a_student_sees_nothing_of_anybody_else(small_class: SmallClass) -> None:
    """Each page has the name of its student, and no other one; the class page has all."""
    found = pages(small_class)
    assert len(found) == len(NAMES) + 1
    names = {"students/" + (HOSTILE_FILE if name == HOSTILE else name) + ".html": name for name in NAMES}
    for path, owner in names.items():
        shown = found[path].replace("&lt;", "<").replace("&gt;", ">")
        assert [name for name in NAMES if name in shown] == [owner], path
        assert 'href="../' not in shown
    assert all(name in found["index.html"].replace("&lt;", "<").replace("&gt;", ">") for name in NAMES)


def test_what_a_student_wrote_is_shown_and_not_obeyed(small_class: SmallClass) -> None:
    """Markup is text, in names, programs, errors and output; what acts without being seen is seen."""
    for path, page in pages(small_class).items():
        assert HOSTILE not in page, path
        assert "<img" not in page, path
        assert "\u202e" not in page, path
        assert "\x1b" not in page, path
    page = small_class.student(HOSTILE_FILE)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\\u202e" in page
    assert "# &lt;script&gt;" in page


def test_a_page_needs_nothing_but_itself(small_class: SmallClass) -> None:
    """No server, no other file but pages; headings in order, one identifier each, a language."""
    found = pages(small_class)
    for path, page in found.items():
        outline = Outline(page)
        assert '<html lang="en">' in page
        assert outline.tags.count("script") == (path == "index.html")
        assert not {"link", "img", "iframe", "object", "form"} & set(outline.tags)
        assert len(set(outline.identifiers)) == len(outline.identifiers)
        assert outline.headings[0] == 1
        assert outline.headings.count(1) == 1
        steps = zip(outline.headings, outline.headings[1:], strict=False)
        assert all(later <= former + 1 for former, later in steps), path
        for link in outline.links:
            file, _, anchor = link.partition("#")
            assert not file or path == "index.html"
            target = found[unquote(file)] if file else page
            assert not anchor or f'id="{anchor}"' in target, (path, link)
        assert "url(" not in page
        assert "@import" not in page


def test_a_student_reads_the_total_first_and_then_each_exercise(small_class: SmallClass) -> None:
    """Points, the mistake, the marked line, the picture beside the reference's folded, and what to look at next."""
    small_class.write()
    page = small_class.student("bo-saffron")
    parts = [
        "<h1>bo-saffron</h1>",
        "of 16 points</strong>",
        "late by 2 h 5 min",
        "What happened: <code>start()</code> waits",
    ]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    assert page.count("<svg") == 1
    assert '<details class="printed"><summary>Who ran when' in page
    assert "The reference, with the same names and numbers" in page
    assert '<li class="marked"><code>' in page
    assert "<h3>What to look at next</h3>" in page
    assert "Look at <code>x</code>." in page
    assert "<svg" not in small_class.student("ada-quartz")


def test_the_class_page_says_who_and_what_is_to_be_looked_at(small_class: SmallClass) -> None:
    """Help, absence, near misses, doubts, rates, notes."""
    page = small_class.index()
    sections = {part.partition('"')[0]: part for part in page.split('<section aria-labelledby="')[1:]}
    assert sections["help"].index("bo-saffron") < sections["help"].index("&lt;script&gt;")
    assert "cy-ember" not in sections["help"]
    assert 'Nothing at all: <a href="students/di-nothing.html">di-nothing</a>.' in sections["missing"]
    assert "fay-nearly</a> has nothing for 02. Files that no exercise asks for" in sections["missing"]
    assert "<td>undecided</td><td" in sections["doubts"]
    assert "<td>unsteady</td><td" in sections["doubts"]
    assert "late by 2 h 5 min" in sections["students"]
    assert sections["students"].count("late by") == 1
    assert '40 %<br><span class="small">2 of 5</span>' in sections["checks"]  # one is undecided, one is absent
    assert "A note on <code>fork</code> for the instructor." in page
    assert "Seed <code>report</code>" in page


def test_a_stub_that_was_handed_in_as_it_was_is_told(small_class: SmallClass) -> None:
    """It is as good as nothing, and looks like a program."""
    assert "The stub was handed in as it was" not in small_class.index()
    with StoreWriter.open(small_class.folder) as store:
        kept = store.result("cy-ember", MADE.name)
        assert kept is not None
        stub = type(kept.handed)((MADE.folder / MADE.file).read_bytes(), MADE.file)
        store.write("cy-ember", stub, kept.result, None)
    assert "The stub was handed in as it was" in small_class.index()


def test_a_mistake_is_one_whichever_exercise_it_was_made_in() -> None:
    """By its name or by its sentence, in the words that were heard most often; what is not named comes last."""
    found = Mistakes()
    made = [("a", "no_guard", "No guard."), ("b", "no_guard", "The guard is missing."), ("c", "bare", "No guard.")]
    for exercise, name, title in made:
        result = ExerciseResult(exercise, "", "", state=State.FAILED, diagnosis=Diagnosis(name, title, ""))
        assert found.look_at(result, f"student {exercise}", "page") == title
    for student in range(5):
        found.look_at(ExerciseResult("d", "", "", state=State.FAILED), f"student {student}", "page")
    assert found.look_at(ExerciseResult("d", "", "", state=State.PASSED), "nobody", "page") == ""
    one, rest = found.grouped()
    assert (one.title, one.exercises, list(one.students)) == (
        "No guard.",
        ["a", "b", "c"],
        ["student a", "student b", "student c"],
    )
    assert (rest.title, rest.times) == (NOTHING, 5)
    assert found.named(["The guard is missing.", "No guard.", "task was never called."]) == [
        "No guard.",
        "task was never called.",
    ]


def test_a_class_that_is_still_being_graded_is_shown_as_far_as_it_is(small_class: SmallClass) -> None:
    """The class page and the student's say what is still to come; the grader goes on meanwhile."""
    with StoreWriter.open(small_class.folder) as store:
        store.finish(False, [])
        store.admit([Submission(name, name) for name in (*NAMES, "zoe-late")], [RUN, MADE])
        with store.transaction():
            store.ask("UPDATE result SET stands = student != (SELECT id FROM student WHERE name = 'ada-quartz')")
            written = small_class.write()
    assert not written.complete
    page = small_class.index()
    assert "Not everybody is graded yet." in page
    assert f"{2 * len(NAMES) - 2} of {2 * len(NAMES) + 2} results are here" in page
    assert "2 of 2 exercises are still to come" in small_class.student("zoe-late")


def test_each_student_gets_an_archive_and_moodle_its_own(small_class: SmallClass) -> None:
    """In the folder that the submission came in; without --zip there is none."""
    small_class.write()
    assert not list(small_class.out.rglob("*.zip"))
    assert small_class.write(zips=True).moodle == 1
    archives = list((small_class.out / "zips").iterdir())
    assert len(archives) == len(NAMES)
    with zipfile.ZipFile(small_class.out / "zips" / "bo-saffron.zip") as archive:
        assert archive.namelist() == ["bo-saffron.html"]
        assert archive.read("bo-saffron.html").decode() == small_class.student("bo-saffron")
    with zipfile.ZipFile(small_class.out / "moodle_feedback.zip") as archive:
        assert archive.namelist() == [f"{MOODLE}/{MOODLE}.html"]
    small_class.write()
    assert not list(small_class.out.rglob("*.zip"))  # those of an earlier report would not be what the pages say


def test_pages_of_who_left_are_taken_away_and_nothing_else(small_class: SmallClass) -> None:
    """Somebody's page of an earlier report goes; a file of another's stays."""
    small_class.write(zips=True)
    theirs = small_class.out / "students" / "theirs.html"
    theirs.write_text("<title>not ours</title>")
    with StoreWriter.open(small_class.folder) as store:
        store.ask("UPDATE student SET position = NULL WHERE name = 'ada-quartz'")
    small_class.write(zips=True)
    assert theirs.exists()
    assert not list(small_class.out.rglob("ada-quartz*"))
    assert list(small_class.out.rglob("bo-saffron.*"))


def test_names_that_a_system_takes_for_one_are_two_pages(small_class: SmallClass) -> None:
    """Upper and lower case, and what is replaced."""
    with StoreWriter.open(small_class.folder) as store:
        store.admit([Submission(name, name) for name in ("bo", "Bo", "a:b", "a?b", "index")], [RUN, MADE])
    small_class.write()
    found = {path.stem for path in (small_class.out / "students").iterdir()}
    assert found == {"bo", "Bo (2)", "a_b", "a_b (2)", "index"}


def test_runs_of_a_course_that_has_changed_are_not_drawn(small_class: SmallClass) -> None:
    """They may not be what the checks now look at; the page says so, and the verdicts stay."""
    small_class.exercises[RUN.name] = replace(RUN, about=msgspec.structs.replace(RUN.about, start_methods=("fork",)))
    page = small_class.index()
    assert f"so the runs of {RUN.name} are not drawn" in page
    assert "<svg" not in small_class.student("bo-saffron")
    small_class.exercises.clear()
    assert "no runs are drawn: name its folder with" in small_class.index()


def test_evidence_that_does_not_decode_costs_one_picture(small_class: SmallClass) -> None:
    """It is told on the class page, and everything else is there."""
    with StoreWriter.open(small_class.folder) as store:
        store.ask(
            "UPDATE evidence SET data = ? WHERE id = (SELECT evidence FROM result JOIN student ON student = student.id"
            " WHERE student.name = 'bo-saffron' AND evidence NOT NULL)",
            b"AGR\x01damaged",
        )
    assert "bo-saffron, 02_process_subclass: This record of a grading cannot be read" in small_class.index()
    assert "What happened: <code>start()</code> waits" in small_class.student("bo-saffron")


def test_the_command_writes_the_pages(small_class: SmallClass) -> None:
    """It says where, and how many; a due date without a time is refused."""
    words = [str(COMMAND), "report", str(small_class.folder), "--zip", "--due", "2026-01-01 00:00"]
    done = subprocess.run(words, cwd=small_class.folder, capture_output=True, text=True, timeout=900)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{small_class.out / 'index.html'} and {len(NAMES)} students' pages" in done.stdout
    assert f"{len(NAMES)} archives" in done.stdout
    done = subprocess.run([*words[:-1], "soon"], capture_output=True, text=True, timeout=900)
    assert done.returncode == 2


@pytest.mark.parametrize("damage", ["no store", "damaged", "a file is in the way"])
def test_what_cannot_be_read_or_written_is_one_sentence(small_class: SmallClass, damage: str) -> None:
    """And nothing is left half written."""
    file = small_class.folder / STORE_FILE
    if damage == "no store":
        file.unlink()
    elif damage == "damaged":
        file.write_bytes(file.read_bytes()[:2000] + b"\xff" * 30_000)
    else:
        small_class.out.write_text("a file")
    words = [str(COMMAND), "report", str(small_class.folder)]
    done = subprocess.run(words, cwd=small_class.folder, capture_output=True, text=True, timeout=900)
    assert done.returncode == 2
    assert done.stderr.startswith("autograder: ")
    assert done.stderr.count("\n") == 1
    assert not (small_class.out / "index.html").exists()


def test_what_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to type."""
    monkeypatch.setattr("autograder.extras.FOR_PAGES", ("jinja2", "no_such_package"))
    with pytest.raises(UsageError, match=r"Jinja2 and pygal, which are not installed\. .*: .*pip install"):
        require_pages()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(3.21, "3.2 s"), (59.0, "59 s"), (61, "1 min 1 s"), (7500, "2 h 5 min"), (90_000, "1 d 1 h")],
)
def test_a_time_is_told_in_two_units(seconds: float, words: str) -> None:
    """The two largest that it has."""
    assert duration(seconds) == words


def kept_rules(folder: Path, rules: Rules, roster: Roster | None = None) -> None:
    """Let a store hold rules and a roster, as grading puts them there."""
    with StoreWriter.open(folder) as store:
        store.put_setting("rules", rules)
        store.put_setting("roster", roster)


def test_the_dates_of_the_assignment_are_those_of_the_report(small_class: SmallClass) -> None:
    """What late work loses stands on the class page and on the student's own, with the reason; who is missing, too."""
    roster = Roster("roster.csv", [Person(2, name="ada-quartz"), Person(3, name="Gil <b>")])
    roster.match(dict.fromkeys(NAMES, ""))
    kept_rules(small_class.folder, Rules(due=DUE.isoformat(), per_day=10), roster)
    page = small_class.index()
    assert "In the roster, and in no submission: Gil &lt;b&gt;." in page
    assert re.search(r"late by 2 h 5 min</strong>, [\d.]+ points taken off", page)
    own = small_class.student("bo-saffron")
    assert "Handed in 2 h 5 min after 2026-01-01 00:00 UTC: 10 % are taken off" in own
    assert "The checks gave" in own
    assert "taken off" not in small_class.student("ada-quartz")


def test_two_dates_for_one_class_are_refused(small_class: SmallClass) -> None:
    """The class was graded by one of them."""
    kept_rules(small_class.folder, Rules(due=(DUE + timedelta(days=1)).isoformat()))
    with pytest.raises(UsageError, match=r"graded with the due date 2026-01-02 00:00 UTC, by its assignment\.toml"):
        small_class.write()


def test_the_histogram_counts_everybody_once() -> None:
    """None and all belong to the first and the last tenth; a tenth begins with its number."""
    assert spread([0, 0.05, 0.1, 0.3, 0.99, 1.0]) == [2, 1, 0, 1, 0, 0, 0, 0, 0, 2]
