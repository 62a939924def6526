"""A gradebook of 500 students × 12 exercises with made-up results: time to write, size, and formgrader's pages.

    python -m tests.benchmarks.gradebook [STUDENTS]

Times are of this machine while nothing else runs. The rewriting of the same class is measured beside the
writing, in one run.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import urllib3
from urllib3.util import Retry

from autograder.checks.course import Course, Exercise
from autograder.checks.results import ExerciseResult, Outcome, StudentResult, Verdict
from autograder.checks.session import checks_of
from autograder.gradebook.recording import Desk, prepare_course, prepare_student, read_notebooks
from autograder.gradebook.store import Store, one_writer
from autograder.intake.submission import Submission, SubmittedFile
from tests.conftest import ROOT

STUDENTS = 500
NAME = "processes"
JANUARY = 1767225600.0  # 2026, when all of them have handed in
PROGRAM = b"from multiprocessing import Process\n\n\nclass Worker(Process):\n    pass\n"


def made_up(exercise: Exercise, checks: list[tuple[str, float]], number: int) -> ExerciseResult:
    """A result in which every third student fails one check."""
    result = ExerciseResult(exercise.name, exercise.about.title, exercise.file)
    for place, (check, points) in enumerate(checks):
        for method in exercise.about.start_methods:
            failed = number % 3 == 0 and place == number % len(checks)
            outcome = Outcome.FAILED if failed else Outcome.PASSED
            verdict = Verdict(check, f"Sentence of {check}", method, points / 3, outcome)
            verdict.actual, verdict.evidence = ("what was seen", ["0.1 s: an event"] * 20) if failed else ("", [])
            result.verdicts.append(verdict)
    result.conclude()
    return result


def write(folder: Path, exercises: tuple[Exercise, ...], students: int) -> list[float]:
    """Write the class twice; gives the seconds of each."""
    url = f"sqlite:///{folder}/gradebook.db"
    prepare_course(folder, url, NAME, exercises, None)
    notebooks = read_notebooks(folder, NAME, exercises)
    checks = {one.name: [(check.name, check.points) for check in checks_of(one)] for one in exercises}
    seconds = []
    with one_writer(folder):
        store = Store(url, NAME, folder.name)
        desk = Desk(folder, store, notebooks)
        for _ in range(2):
            began = time.monotonic()
            prepared = []
            for number in range(students):
                name = f"student{number:03}"
                files = {one.name: SubmittedFile(PROGRAM, one.file) for one in exercises}
                results = [made_up(one, checks[one.name], number) for one in exercises]
                student = StudentResult(name, name, [], results)
                submission = Submission(name, name, files=files, handed_in=JANUARY)
                prepared.append(prepare_student(submission, student, exercises, notebooks))
            desk.changes(prepared)
            desk.write(prepared)
            seconds.append(time.monotonic() - began)
        store.close()
    return seconds


def read_pages(folder: Path, exercise: str) -> dict[str, float]:
    """The seconds of each of formgrader's pages and of the lists that they fetch."""
    command = [str(Path(sys.executable).with_name("autograder")), "review", str(folder), "--no-browser"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    seconds = {}
    try:
        assert server.stdout is not None
        found = next(hit for line in server.stdout if (hit := re.search(r"(http://127\S+:\d+)\S+(token=\w+)", line)))
        os.set_blocking(server.stdout.fileno(), False)  # nobody reads on
        client = urllib3.PoolManager(timeout=600, retries=Retry(connect=20, backoff_factor=0.1))
        client.request("GET", found[0])  # it says where it is before it listens there
        for page in (
            f"api/notebooks/{NAME}",
            f"api/submitted_notebooks/{NAME}/{exercise}",
            f"api/submissions/{NAME}",
            "api/students",
        ):
            began = time.monotonic()
            answer = client.request("GET", f"{found[1]}/formgrader/{page}?{found[2]}")
            seconds[page] = time.monotonic() - began
            assert answer.status == 200, answer.data[:500]
    finally:
        server.terminate()
        server.wait(60)
    return seconds


def main() -> None:
    """Measure and print."""
    students = int(sys.argv[1]) if len(sys.argv) > 1 else STUDENTS
    exercises = Course.load(ROOT).exercises
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "desk"
        first, again = write(folder, exercises, students)
        size = (folder / "gradebook.db").stat().st_size
        files = sum(path.stat().st_size for path in folder.rglob("*.ipynb"))
        print(f"{students} students × {len(exercises)} exercises")
        print(f"written in {first:.1f} s; the same class again in {again:.1f} s")
        print(f"gradebook {size / 2**20:.1f} MiB; notebooks {files / 2**20:.1f} MiB")
        for page, seconds in read_pages(folder, exercises[0].name).items():
            print(f"formgrader/{page}: {seconds:.2f} s")


if __name__ == "__main__":
    main()
