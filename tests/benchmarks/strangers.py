"""Grade the programs of ``tests/strangers``, which people wrote who had seen the contract and the instructions alone.

``python -m tests.benchmarks.strangers [FOLDER] [NUMBER ...]`` prints each program whose points are not those that its
header claims, and how many right ones were accepted and wrong ones refused. A header is a label, no judgement: a line
that differs is to be read. The numbers of exercises, such as ``06 12``, take those alone.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.checks.course import Course, Exercise
from autograder.desk.grading import grade_file, new_seed
from autograder.desk.worker_process import Failure
from autograder.desk.workers import run_jobs
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import ROOT

FOLDER = ROOT / "tests/strangers"
CLAIM = re.compile(r"(?P<method>fork|spawn|forkserver) (?P<least>\d+)(?:-(?P<most>\d+))? of (?P<all>\d+)")
Points = dict[str, tuple[int, int, int]]  # by start method: the fewest and the most checks that pass, and all of them


@dataclass(frozen=True)
class Program:
    """One program, and what its header says of it."""

    path: Path
    exercise: Exercise
    claimed: Points

    @property
    def is_right(self) -> bool:
        """Whether it is to get everything."""
        return all(least == everything for least, _, everything in self.claimed.values())


def read_programs(folder: Path, course: Course, numbers: list[str]) -> Iterator[Program]:
    """Every labelled program of a folder, of these exercises or of all."""
    for path in sorted(folder.glob("*.py")):
        header = re.search(r"^# right: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        exercise = next((one for one in course.exercises if one.name[:2] == path.name[:2]), None)
        if header is not None and exercise is not None and (not numbers or path.name[:2] in numbers):
            found = CLAIM.finditer(header[1])
            claimed = {
                one["method"]: (int(one["least"]), int(one["most"] or one["least"]), int(one["all"])) for one in found
            }
            yield Program(path, exercise, claimed)


def count_passed(program: Program, sandbox: Sandbox) -> Points:
    """How many checks pass under each start method."""
    result, _ = grade_file(program.exercise, program.path, sandbox, new_seed())
    methods = dict.fromkeys(verdict.start_method for verdict in result.verdicts)
    counted = {}
    for method in methods:
        outcomes = [verdict.outcome.value for verdict in result.verdicts if verdict.start_method == method]
        counted[method] = outcomes.count("passed"), outcomes.count("passed"), len(outcomes)
    return counted


def main(folder: Path, numbers: list[str]) -> None:
    """Grade all, and count."""
    programs = list(read_programs(folder, Course.load(ROOT), numbers))
    counts = dict.fromkeys(("right accepted", "right refused", "wrong refused", "wrong accepted", "not graded"), 0)
    for program, seen in run_jobs(programs, count_passed, None):
        if isinstance(seen, Failure):
            counts["not graded"] += 1
            continue
        full = all(passed == everything for passed, _, everything in seen.values())
        counts[f"{'right' if program.is_right else 'wrong'} {'accepted' if full else 'refused'}"] += 1
        points = {method: passed for method, (passed, _, _) in seen.items()}
        claims = {method: program.claimed[method][:2] for method in points if method in program.claimed}
        if any(not least <= points[method] <= most for method, (least, most) in claims.items()):
            print(f"{program.path.name}: {points}, claimed {claims}", flush=True)
    print(", ".join(f"{number} {name}" for name, number in counts.items()))


if __name__ == "__main__":
    given = sys.argv[1:]
    main(Path(given.pop(0)) if given and not given[0].isdigit() else FOLDER, given)
