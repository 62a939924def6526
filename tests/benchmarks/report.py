"""Measure the report of a large class: how long it takes to make, how large it is, how long Chromium takes to load it.

The class is made of recorded results: four students, one with the references and three with known mistakes drawn by a
seed in every exercise, are graded once (``results/benchmark``); then their records are repeated under other names.
``STUDENTS``: how many, 400 unless told.

On 28 November 2026, on 2 cores that many others used (load average 15): 400 students × 12 exercises, 3600 of which had
failed, took 245 s (under a minute of it processor time) and are 401 files of 117 MB. In headless Chromium the class
page (1.43 MB) was parsed after 0.4 s and loaded after 0.9 s, the largest student's page (0.39 MB) after 0.06 s and
0.4 s. To grade the four students took 217 s before that.
"""

import random
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from autograder.checks.course import Course, Exercise
from autograder.checks.results import Outcome
from autograder.desk.batch import LocalGraders, grade_class
from autograder.desk.store import Store
from autograder.desk.store_writer import StoreWriter
from autograder.intake.submission import Submission, read_class
from autograder.reports.site import Report
from tests.conftest import ROOT, make_browser

SEED = "bench"
STUDENTS, WRONG = 400, 3
PLACE = ROOT / "results" / "benchmark"
LOADED = (
    "const t = performance.timing; return [t.domContentLoadedEventEnd, t.loadEventEnd].map(x => x - t.navigationStart)"
)


def hand_in(folder: Path, exercises: tuple[Exercise, ...]) -> None:
    """A folder for each of the students whose programs are really graded."""
    chance = random.Random(SEED)
    for exercise in exercises:
        wrong = chance.sample(sorted((exercise.solution / "mistakes").glob("*.py")), WRONG)
        for number, path in enumerate([exercise.solution / exercise.file, *wrong]):
            place = folder / f"student{number}" / exercise.name
            place.mkdir(parents=True)
            (place / exercise.file).write_bytes(path.read_bytes())


def grade_few(exercises: tuple[Exercise, ...]) -> None:
    """Grade them, or keep what was graded before."""
    PLACE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, StoreWriter.open(PLACE) as store, LocalGraders(None) as graders:
        hand_in(Path(folder), exercises)
        grade_class(store, read_class(Path(folder), exercises), exercises, SEED, graders, lambda *_: None)


def repeat(folder: Path, exercises: tuple[Exercise, ...], students: int) -> None:
    """The same records under many names."""
    names = [f"Student Number {number:04}" for number in range(students)]
    with Store.open(PLACE) as few, StoreWriter.open(folder) as many, many.transaction():
        many.begin(few.grading, exercises)
        many.admit([Submission(name, name, handed_in=time.time()) for name in names], exercises)
        for exercise in exercises:
            reference = few.reference(exercise.name)
            assert reference is not None
            many.write_reference(reference.handed, reference.result, reference.attempt)
        kept = {name: list(few.results(name)) for name in few.names}
        for name, known in zip(names, cycle(kept), strict=False):
            for one in kept[known]:
                many.write(name, one.handed, one.result, one.attempt)
        many.finish(True, [])


def load(pages: dict[str, Path]) -> None:
    """Print how long each page takes in Chromium, the best of three."""
    with make_browser() as browser:
        for name, page in pages.items():
            times = []
            for _ in range(3):
                browser.get(page.as_uri())
                times.append(browser.execute_script(LOADED))
            parsed, loaded = (min(column) for column in zip(*times, strict=True))
            size = page.stat().st_size / 1e6
            print(f"{name}: {size:.2f} MB, parsed after {parsed} ms, loaded after {loaded} ms")


def main(students: int) -> None:
    """Print all figures."""
    exercises = Course.load(ROOT).exercises
    grade_few(exercises)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        repeat(folder, exercises, students)
        began = time.monotonic()
        with Store.open(folder) as store:
            failed = sum(store.ask("SELECT count(*) AS n FROM result WHERE outcome = ?", Outcome.FAILED)[0])
            Report(store, {one.name: one for one in exercises}, folder / "report", "A large class").write()
        seconds = time.monotonic() - began
        files = [path for path in (folder / "report").rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 1e6
        print(f"{students} students, {len(exercises)} exercises, {failed} of them failed")
        print(f"{seconds:.1f} s, {len(files)} files, {size:.1f} MB")
        last = max(files, key=lambda path: path.stat().st_size * (path.name != "index.html"))
        load({"the class page": folder / "report" / "index.html", "the largest student's page": last})


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else STUDENTS)
