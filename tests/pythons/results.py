"""What was seen on each Python: a file for programs (``docs/pythons.json``), and the table that is made of it."""

import dataclasses
import json
import re
import xml.etree.ElementTree
from dataclasses import dataclass, field
from pathlib import Path

from autograder.engine.scenario import START_METHODS

DATA, TABLE = Path("docs/pythons.json"), Path("docs/pythons.md")
CPYTHON = re.compile(rf"^((?:{'|'.join(START_METHODS)}): \d+ .*); \d+ s$", re.MULTILINE)
PROVED = re.compile(r"^ *\d+/(?P<total>\d+) (?P<mark>[✓✗]) (?P<title>.*)\n(?P<problems>(?: {9}.*\n)*)", re.MULTILINE)
Marks = dict[str, dict[str, str]]  # student, exercise: "4 of 6, name_of_the_mistake"
INTRODUCTION = """\
# The Pythons that the kit was run on

`make pythons` builds roots of Debian's suites with these Pythons, and from a clean clone runs in each: the README's
commands, which install; the class of `make demo` with one seed; `autograder verify`; the quick tests; CPython's own
tests of multiprocessing, as `make cpython` does. It needs root, `debootstrap`, and more than an hour;
`make pythons PYTHONS=3.15` takes one Python alone, and `--cpython` those last tests alone. Debian's unstable suite
changes from day to day, so this is no part of the tests, and the table tells what was seen on one day. It is made from
[pythons.json](pythons.json).

A *deviation* is a program of the course that did not get its verdict or its name; a *difference* is a submission of the
demo's class whose points or mistake were not those of the table's first Python. Seconds are of the wall clock, on a
machine that others used too; pip's cache is kept from one run to the next. Of CPython's tests it is told for each start
method how many passed, were skipped by themselves, passed *with the kernel's time alone* (they measure a sleep, or rest
on a time limit that does not run out, and time is the judge's), are *different* for a reason that `tests/cpython.py`
tells, or failed; below the table stand the day and the kit of that run, if it was another one.

"""
COLUMNS = (
    "Python", "run on", "kit", "sandbox", "`make demo` installs in", "programs verified", "deviations",
    "differences in the demo", "`make test` installs in", "tests passed", "failed", "skipped", "CPython's own tests",
)  # fmt: skip


@dataclass
class Result:
    """One Python's row; what has not been run is ``None``."""

    version: str
    date: str
    commit: str
    python: str = ""
    level: str = ""
    install_seconds: float | None = None
    install_tests_seconds: float | None = None
    programs: int | None = None
    deviations: list[str] = field(default_factory=list)
    demo: Marks | None = None
    passed: int | None = None
    failed: list[str] = field(default_factory=list)
    skipped: int | None = None
    trouble: list[str] = field(default_factory=list)
    cpython: list[str] = field(default_factory=list)  # one line for each start method; none: not run
    cpython_run: str = ""  # the day and the kit, if it was run alone

    @property
    def well(self) -> bool:
        """Whether everything was run, and all is as it should be."""
        ran = None not in (self.programs, self.demo, self.passed)
        return ran and not (self.deviations or self.failed or self.trouble)


def read_demo(result: Result, file: Path) -> None:
    """Points and mistake of every submission of the demo's class, and the level at which it was graded."""
    if not file.is_file():
        result.trouble.append("`make demo` wrote no results")
        return
    graded = json.loads(file.read_text())
    result.level = graded["machine"]["level"]
    result.demo = {
        student["student"]: {
            one["exercise"]: f"{one['points']:g} of {one['max_points']:g}, {(one['diagnosis'] or {}).get('mistake')}"
            for one in student["exercises"]
        }
        for student in graded["students"]
    }


def read_proof(result: Result, printed: str) -> None:
    """How many programs ``autograder verify`` has proved, and those that are not as they should be."""
    proofs = list(PROVED.finditer(printed))
    if not proofs or len(proofs) != int(proofs[0]["total"]):
        result.trouble.append("`autograder verify` did not come to its end")
        return
    result.programs = len(proofs)
    result.deviations = [
        f"{one['title']}: {'; '.join(line.strip() for line in one['problems'].splitlines())}"
        for one in proofs
        if one["mark"] == "✗"
    ]


def read_cpython(result: Result, printed: str) -> None:
    """What became of CPython's own tests, a line for each start method (``tests/cpython.py``)."""
    result.cpython = CPYTHON.findall(printed)
    if len(result.cpython) < len(START_METHODS):
        result.trouble.append("CPython's own tests did not come to their end")
    result.trouble += [f"of CPython's own tests, {line}" for line in result.cpython if " failed" in line]


def read_tests(result: Result, file: Path) -> None:
    """What became of the tests, from pytest's JUnit file."""
    if not file.is_file():
        result.trouble.append("the tests did not come to their end")
        return
    cases = xml.etree.ElementTree.parse(file).getroot().findall(".//testcase")
    bad = [one for one in cases if one.find("failure") is not None or one.find("error") is not None]
    result.failed = sorted({f"{one.get('classname')}::{one.get('name')}" for one in bad})
    result.skipped = sum(one.find("skipped") is not None for one in cases)
    result.passed = len(cases) - len(result.failed) - result.skipped


def load(checkout: Path) -> dict[str, Result]:
    """The results of earlier runs, by version."""
    file = checkout / DATA
    rows = json.loads(file.read_text()) if file.is_file() else []
    return {row["version"]: Result(**row) for row in rows}


def save(checkout: Path, results: dict[str, Result]) -> None:
    """Write the file and the table, lowest version first."""
    rows = sorted(results.values(), key=lambda one: [int(part) for part in one.version.split(".")])
    (checkout / DATA).parent.mkdir(exist_ok=True)
    (checkout / DATA).write_text(json.dumps([dataclasses.asdict(row) for row in rows], indent=1) + "\n")
    (checkout / TABLE).write_text(table(rows))


def table(rows: list[Result]) -> str:
    """The table, and below it everything that is not as it should be."""
    lines = [f"| {' | '.join(COLUMNS)} |", "|" + "---|" * len(COLUMNS)]
    notes = []
    for row in rows:
        different = differences(row, rows[0])
        cells = [
            row.python, row.date, f"`{row.commit}`", row.level, seconds(row.install_seconds), row.programs,
            None if row.programs is None else len(row.deviations), None if different is None else len(different),
            seconds(row.install_tests_seconds), row.passed, None if row.passed is None else len(row.failed),
            row.skipped, "; ".join(row.cpython) or None,
        ]  # fmt: skip
        lines.append(f"| {' | '.join('not run' if cell is None else str(cell) for cell in cells)} |")
        notes += [f"- {row.version}: {note}" for note in (*row.trouble, *row.deviations, *(different or []))]
        notes += [f"- {row.version}: {test} failed" for test in row.failed]
    alone = [f"CPython's own tests on {row.version}: {row.cpython_run}.\n" for row in rows if row.cpython_run]
    well = "Everything is as it should be." if rows else "Nothing has been run yet."
    told = "## Not as it should be\n\n" + "\n".join(notes) if notes else well
    return INTRODUCTION + "\n".join(lines) + "\n\n" + "\n".join([*alone, told]) + "\n"


def differences(row: Result, first: Result) -> list[str] | None:
    """Submissions of the demo's class that were not graded as on the first Python; ``None`` if there was no class."""
    if row.demo is None or first.demo is None:
        return None
    return [
        f"{student}, {exercise}: {mark}, and not {first.demo.get(student, {}).get(exercise)} as on {first.version}"
        for student, marks in row.demo.items()
        for exercise, mark in marks.items()
        if first.demo.get(student, {}).get(exercise) != mark
    ]


def seconds(value: float | None) -> str | None:
    """Whole seconds."""
    return None if value is None else f"{value:.0f} s"
