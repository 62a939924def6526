"""A small class with everything that a report can show, a recorded run among it."""

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.checks.course import Course, Exercise
from autograder.checks.results import Diagnosis, ExerciseResult, Grading, Machine, Outcome, PythonError, Verdict
from autograder.desk.batch import Graded, Task, grade_task
from autograder.desk.store import Store
from autograder.desk.store_writer import StoreWriter
from autograder.intake.submission import Submission, SubmittedFile
from autograder.reports.site import Report, Written
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import ROOT

COURSE = Course.load(ROOT)
RUN, MADE = COURSE.pick(["02", "04"])  # the runs of the first one are real
SEED = "report"
HOSTILE = "<script>alert(1)</script>"
MOODLE = "Eva Grün_17_assignsubmission_file_"
NAMES = ("ada-quartz", "bo-saffron", "cy-ember", "di-nothing", "fay-nearly", HOSTILE, MOODLE)
DUE = datetime(2026, 1, 1, tzinfo=UTC)
HANDED_IN = {"ada-quartz": DUE.timestamp() - 60, "bo-saffron": DUE.timestamp() + 2 * 3600 + 300}


@dataclass
class SmallClass:
    """A folder of results, to be reported on."""

    folder: Path
    exercises: dict[str, Exercise] = field(default_factory=lambda: {one.name: one for one in (RUN, MADE)})

    @property
    def out(self) -> Path:
        """Where the pages are."""
        return self.folder / "report"

    def write(self, zips: bool = False) -> Written:
        """Write the pages."""
        with Store.open(self.folder) as store:
            return Report(store, self.exercises, self.out, "A course", DUE, zips).write()

    def index(self) -> str:
        """The class page, written anew."""
        self.write()
        return (self.out / "index.html").read_text()

    def student(self, name: str) -> str:
        """A student's page."""
        return (self.out / "students" / f"{name}.html").read_text()


def made_up(outcome: Outcome, words: str = "it broke", handed_in: bool = True) -> ExerciseResult:
    """A result of one check under two start methods, the second one of which always passes."""
    result = ExerciseResult(MADE.name, MADE.about.title, MADE.file, handed_in=handed_in)
    for method in ("fork", "spawn"):
        ended = outcome if method == "fork" or not handed_in else Outcome.PASSED
        told = ("to work", words, "Look at `x`.", [f"0.1 s: {words}"])
        result.verdicts.append(Verdict("test_made_up", "`x` works.", method, 2.0, ended, *told))
    result.conclude()
    return result


def hostile_result() -> ExerciseResult:
    """Markup and what acts without being seen, in every field that a student fills."""
    result = made_up(Outcome.FAILED, f"`{HOSTILE}` \u202e <img src=x onerror=alert(2)>")
    error = PythonError(f"ValueError: {HOSTILE}", f"m {HOSTILE}", MADE.file, 1, HOSTILE, f"{HOSTILE}", "^^", HOSTILE)
    result.python_errors = [error]
    result.diagnosis = Diagnosis("late", f"It {HOSTILE}.", f"Why {HOSTILE}.", "fork", [HOSTILE], 1, HOSTILE)
    result.output = f"</pre>{HOSTILE}\x1b[31m"
    return result


def graded(sandbox: Sandbox, path: Path, student: str, beside: Graded | None = None) -> tuple[SubmittedFile, Graded]:
    """A program of the course, graded as a class is."""
    handed = SubmittedFile(path.read_bytes(), path.name)
    record = beside.record or b"" if beside is not None else b""
    return handed, grade_task(Task(student, RUN, handed, SEED, record), sandbox)


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Path:
    """The store, made once."""
    folder = tmp_path_factory.mktemp("recorded")
    reference, control = graded(sandbox, RUN.solution / RUN.file, "")
    wrong, failed = graded(sandbox, RUN.solution / "mistakes" / "joins_in_start.py", "bo-saffron", control)
    programs = {name: SubmittedFile(b"x = 1\nprint(x)\n", MADE.file) for name in NAMES if name != "di-nothing"}
    programs[HOSTILE] = SubmittedFile(f"# {HOSTILE}\n</pre><b>\n".encode(), f"{HOSTILE}/{MADE.file}")
    results = dict.fromkeys(NAMES, made_up(Outcome.PASSED)) | {
        "bo-saffron": made_up(Outcome.FAILED),
        "cy-ember": made_up(Outcome.INCONCLUSIVE, "The machine was too busy."),
        HOSTILE: hostile_result(),
    }
    unsteady = made_up(Outcome.FAILED, "once so, once otherwise")
    unsteady.verdicts[0].unsteady = True
    results[MOODLE] = unsteady
    with StoreWriter.open(folder) as store:
        store.begin(Grading(SEED, Machine("kit", "3", "kernel", "A", "sandbox")), [RUN, MADE])
        given = [Submission(name, name, handed_in=HANDED_IN.get(name)) for name in NAMES]
        given[4].notes.append("Files that no exercise asks for were left alone: proces_subclas.py.")
        store.admit(given, [RUN, MADE])
        store.write_reference(reference, control.result, control.record)
        for one in given:
            missing = one.handed(MADE)
            if one.student not in programs:
                store.write(one.student, missing, made_up(Outcome.FAILED, missing.obstacle, handed_in=False), None)
            else:
                store.write(one.student, programs[one.student], results[one.student], None)
            first = {"ada-quartz": (reference, control), "bo-saffron": (wrong, failed)}.get(one.student)
            absent = made_up(Outcome.FAILED, one.handed(RUN).obstacle, handed_in=False)
            absent.exercise, absent.title, absent.file = RUN.name, RUN.about.title, RUN.file
            handed, result, record = one.handed(RUN), absent, None
            if first is not None:
                handed, result, record = first[0], first[1].result, first[1].record
            store.write(one.student, handed, result, record)
        store.finish(True, ["A note on `fork` for the instructor."])
    return folder


@pytest.fixture
def small_class(recorded: Path, tmp_path: Path) -> SmallClass:
    """A copy of the class, for one test alone."""
    shutil.copytree(recorded, tmp_path / "results")
    return SmallClass(tmp_path / "results")
